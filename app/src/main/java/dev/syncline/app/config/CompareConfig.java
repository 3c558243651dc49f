package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.ComparePlan;
import java.util.ArrayList;
import java.util.List;

/** When both sides of a mapping are compared. */
@Concern(
    name = "compare",
    doc =
        "When both sides of a mapping are compared. The times alone stand for `{when: TIMES}`. See"
            + " [compare.md](compare.md).",
    shorthand = "when")
public record CompareConfig(
    @Entry(
            value =
                "`every 1d`: that long after the last compare began; `cron 0 2 * * 7`: at the times"
                    + " of a cron expression of five fields; `off`: only by `syncline compare`.",
            byDefault = "off",
            pattern = CompareConfig.WHEN,
            says = CompareConfig.WHEN_SAYS,
            alsoTried = {"schedule", "every", "cron", "interval"})
        String when,
    @Entry(
            value = "The time zone of cron expressions and windows.",
            byDefault = "UTC",
            alsoTried = {"timezone", "timeZone", "tz"})
        String zone,
    @Entry(
            value = "Windows in which no compare begins, such as `Mon-Fri 08:00-18:00`.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"offHours", "not", "except"})
        List<String> quiet,
    @Entry(
            value = "If there are any: the only windows in which a compare begins.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"only", "windows"})
        List<String> within,
    @Entry(
            value =
                "Whether the repair of what differs is queued, as by `syncline compare --repair`.",
            byDefault = "false",
            alsoTried = {"fix", "heal"})
        boolean repair)
    implements Checked {
  static final String WHEN = "off|every +" + ScheduleText.DURATION + "|cron( +[^ ]+){5} *";

  static final String WHEN_SAYS = "off, every 1d, or cron 0 2 * * 7";

  public CompareConfig {
    quiet = List.copyOf(quiet);
    within = List.copyOf(within);
  }

  @Override
  public List<Objection> objections() {
    return new ArrayList<>(ScheduleText.objections(when, zone, quiet, within));
  }

  /** In the engine's words. */
  ComparePlan plan() {
    return new ComparePlan(ScheduleText.timing(when, zone, quiet, within), repair);
  }
}
