package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.LaneTiming;
import java.util.List;

/** When a mapping pulls. */
@Concern(
    name = "pull",
    doc = "When a mapping pulls. The times alone stand for `{when: TIMES}`.",
    shorthand = "when")
public record PullConfig(
    @Entry(
            value =
                "`live`: as soon as changes are noticed, which is when the org's events tell of"
                    + " them or, without `events` at the org, at every poll of `syncline run`;"
                    + " `every 5m`: that long after the last run began; `cron 0 2 * * 1-5`: at the"
                    + " times of a cron expression of five fields; `off`: never.",
            byDefault = "live",
            pattern = ScheduleText.WHEN,
            says = ScheduleText.WHEN_SAYS,
            alsoTried = {"schedule", "every", "cron", "interval"})
        String when,
    @Entry(
            value = "The time zone of cron expressions and windows.",
            byDefault = "UTC",
            alsoTried = {"timezone", "timeZone", "tz"})
        String zone,
    @Entry(
            value =
                "Windows in which nothing is pulled, such as `Mon-Fri 08:00-18:00`; a run in hand"
                    + " stops at its next page.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"offHours", "not", "except"})
        List<String> quiet,
    @Entry(
            value = "If there are any: the only windows in which something is pulled.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"only", "windows"})
        List<String> within)
    implements Checked {
  public PullConfig {
    quiet = List.copyOf(quiet);
    within = List.copyOf(within);
  }

  @Override
  public List<Objection> objections() {
    return ScheduleText.objections(when, zone, quiet, within);
  }

  /** In the engine's words. */
  LaneTiming timing() {
    return ScheduleText.timing(when, zone, quiet, within);
  }
}
