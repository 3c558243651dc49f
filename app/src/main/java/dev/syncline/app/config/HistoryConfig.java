package dev.syncline.app.config;

import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import java.time.Duration;
import java.util.Optional;

/** How long what runs wrote over is kept. */
@Concern(
    name = "history",
    doc =
        "How long what runs wrote over is kept, so that it can be looked at and undone. The time"
            + " alone stands for `{keep: TIME}`. See [history.md](history.md).",
    shorthand = "keep")
public record HistoryConfig(
    @Entry(
            value = "How long, or `off`: nothing is noted, and nothing can be undone.",
            byDefault = "30d",
            pattern = "off|" + ScheduleText.DURATION,
            says = "a time such as 30d, or off",
            alsoTried = {"retention", "days", "for"})
        String keep) {
  /** In the engine's words. */
  Optional<Duration> kept() {
    return keep.equals("off") ? Optional.empty() : Optional.of(ScheduleText.duration(keep));
  }
}
