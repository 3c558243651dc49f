package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.LaneTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When and how a mapping pushes. */
@Concern(
    name = "push",
    doc = "When a mapping pushes, and how much. The times alone stand for `{when: TIMES}`.",
    shorthand = "when")
public record PushConfig(
    @Entry(
            value =
                "`live`: as soon as a row has changed; `every 5m`: that long after the last run"
                    + " began; `cron 0 2 * * 1-5`: at the times of a cron expression of five"
                    + " fields; `off`: never. Changes are noted meanwhile.",
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
                "Windows in which nothing is pushed, such as `Mon-Fri 08:00-18:00`; a run in hand"
                    + " stops at its next page.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"offHours", "not", "except"})
        List<String> quiet,
    @Entry(
            value = "If there are any: the only windows in which something is pushed.",
            pattern = ScheduleText.WINDOW,
            says = ScheduleText.WINDOW_SAYS,
            alsoTried = {"only", "windows"})
        List<String> within,
    @Entry(
            value =
                "The most rows that one run pushes; the rest goes with the next runs. Left out:"
                    + " all. One `syncline sync` or `push` is one run; `syncline run` has runs by"
                    + " `every` and `cron`.",
            says = "a number of rows, such as 500",
            alsoTried = {"max", "maxRows", "batch"})
        Optional<Integer> limit,
    @Entry(
            value = "How often a refused record is sent again.",
            alsoTried = {"retry"})
        Optional<RetriesConfig> retries)
    implements Checked {
  public PushConfig {
    quiet = List.copyOf(quiet);
    within = List.copyOf(within);
  }

  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>();
    objections.addAll(ScheduleText.objections(when, zone, quiet, within));
    if (limit.filter(rows -> rows < 1).isPresent()) {
      objections.add(
          new Objection("limit", "'limit' is no number of rows", "write at least 1, or when: off"));
    }
    return objections;
  }

  @Override
  public List<Objection> remarks() {
    return limit.isPresent() && when.equals("live")
        ? List.of(
            new Objection(
                "limit",
                "the limit is for one run, and 'syncline run' pushes live rows without runs",
                "give the times of runs, such as when: every 5m"))
        : List.of();
  }

  /** In the engine's words. */
  LaneTiming timing() {
    return ScheduleText.timing(when, zone, quiet, within);
  }
}
