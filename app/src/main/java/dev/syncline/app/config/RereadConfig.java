package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.LaneTiming;
import java.util.ArrayList;
import java.util.List;

/** When values are read again that change without a change of their record. */
@Concern(
    name = "reread",
    doc =
        "When values are read again that change without a change of their record. The times alone"
            + " stand for `{when: TIMES}`. See"
            + " [fields.md](fields.md#fields-that-salesforce-computes).",
    shorthand = "when")
public record RereadConfig(
    @Entry(
            value =
                "`every 1d`: that long after it began the last time; `cron 0 2 * * *`: at the times"
                    + " of a cron expression of five fields; `off`: only by `syncline refresh`.",
            byDefault = RereadConfig.USUAL,
            pattern = CompareConfig.WHEN,
            says = RereadConfig.WHEN_SAYS,
            alsoTried = {"schedule", "every", "cron", "interval"})
        String when,
    @Entry(
            value = "The time zone of cron expressions and windows.",
            byDefault = "UTC",
            alsoTried = {"timezone", "timeZone", "tz"})
        String zone,
    @Entry(
            value = "Windows in which nothing is read again, such as `Mon-Fri 08:00-18:00`.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"offHours", "not", "except"})
        List<String> quiet,
    @Entry(
            value = "If there are any: the only windows in which that begins.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"only", "windows"})
        List<String> within)
    implements Checked {
  static final String USUAL = "every 1d";

  static final String WHEN_SAYS = "off, every 1d, or cron 0 2 * * *";

  public RereadConfig {
    quiet = List.copyOf(quiet);
    within = List.copyOf(within);
  }

  @Override
  public List<Objection> objections() {
    return new ArrayList<>(ScheduleText.objections(when, zone, quiet, within));
  }

  /** In the engine's words. */
  LaneTiming timing() {
    return ScheduleText.timing(when, zone, quiet, within);
  }

  /** What holds when nothing is said. */
  static LaneTiming usual() {
    return ScheduleText.timing(USUAL, "UTC", List.of(), List.of());
  }
}
