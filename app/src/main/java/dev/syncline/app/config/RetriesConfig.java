package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.Retries;
import java.util.ArrayList;
import java.util.List;

/** How often a refused record is sent again. */
@Concern(
    name = "retries",
    doc =
        "How often a record is sent again that Salesforce refused for a reason that may pass; then"
            + " it is parked. The pause before each try doubles.")
public record RetriesConfig(
    @Entry(
            value = "All tries, the first one included.",
            byDefault = "5",
            says = "a number from 1 to 1000",
            alsoTried = {"tries", "max", "count"})
        int attempts,
    @Entry(
            value = "The pause before the second try.",
            byDefault = "2s",
            pattern = ScheduleText.DURATION,
            says = ScheduleText.DURATION_SAYS,
            alsoTried = {"every", "pause", "delay"})
        String first,
    @Entry(
            value = "No pause is longer.",
            byDefault = "10m",
            pattern = ScheduleText.DURATION,
            says = ScheduleText.DURATION_SAYS,
            alsoTried = {"maxPause"})
        String longest)
    implements Checked {
  private static final int MAX_ATTEMPTS = 1_000;

  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>();
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      objections.add(
          new Objection(
              "attempts",
              "'attempts' is out of range",
              "write a number from 1 to " + MAX_ATTEMPTS));
    }
    if (ScheduleText.duration(longest).compareTo(ScheduleText.duration(first)) < 0) {
      objections.add(
          new Objection(
              "longest",
              "the longest pause is shorter than the first one",
              "write a longest of at least " + first));
    }
    return objections;
  }

  /** In the engine's words. */
  Retries retries() {
    return new Retries(attempts, ScheduleText.duration(first), ScheduleText.duration(longest));
  }
}
