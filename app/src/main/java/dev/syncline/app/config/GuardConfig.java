package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.MassGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** From how many deletions and emptied fields a person is asked. */
@Concern(
    name = "guard",
    doc =
        "From how many deletions, or fields that become empty, within an hour a way of the mapping"
            + " pauses until a person allows it. See [history.md](history.md).")
public record GuardConfig(
    @Entry(
            value = "The share of the linked records that may be deleted, or `off`.",
            byDefault = "10%",
            pattern = GuardConfig.SHARE,
            says = GuardConfig.SHARE_SAYS,
            alsoTried = {"delete", "maxDeletes"})
        String deletes,
    @Entry(
            value =
                "The share of the linked records in which one field may become empty, or `off`.",
            byDefault = "10%",
            pattern = GuardConfig.SHARE,
            says = GuardConfig.SHARE_SAYS,
            alsoTried = {"null", "empty", "maxNulls"})
        String nulls,
    @Entry(
            value = "So many may in any case.",
            byDefault = "100",
            says = "a number from 0 to 1000000000",
            alsoTried = {"least", "min", "minimum"})
        int atLeast)
    implements Checked {
  static final String SHARE = "off|[0-9]{1,3} *%";
  static final String SHARE_SAYS = "a share such as 10%, or off";
  private static final int MAX_PERCENT = 100;

  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>();
    check("deletes", deletes, objections);
    check("nulls", nulls, objections);
    if (atLeast < 0) {
      objections.add(
          new Objection("atLeast", "'atLeast' is below zero", "write a number from 0 on"));
    }
    return objections;
  }

  private static void check(String key, String said, List<Objection> objections) {
    if (percent(said).orElse(0) > MAX_PERCENT) {
      objections.add(
          new Objection(key, "'" + key + "' is more than all", "write a share of at most 100%"));
    }
  }

  private static OptionalInt percent(String said) {
    return said.equals("off")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(said.replace("%", "").strip()));
  }

  /** In the engine's words. */
  MassGuard guard() {
    return new MassGuard(percent(deletes), percent(nulls), atLeast);
  }
}
