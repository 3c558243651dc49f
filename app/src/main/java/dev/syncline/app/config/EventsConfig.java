package dev.syncline.app.config;

import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.engine.stream.Channel;
import java.time.Duration;
import java.util.List;

/** How events of an org are taken in. */
@Concern(
    name = "events",
    doc =
        "What the org tells by itself: with this, mappings that pull `live` take its events in as"
            + " they come, and are polled for proof alone. See [live.md](live.md).")
public record EventsConfig(
    @Entry(
            value =
                "The channels to listen to; left out, `/data/ChangeEvents` alone, which tells of"
                    + " all objects that are selected for Change Data Capture. Or those of single"
                    + " objects, such as `/data/AccountChangeEvent`, or a custom channel, such as"
                    + " `/data/Billing__chn`.",
            pattern = "/(data|topic)/[A-Za-z0-9_]{1,120}",
            says = "a channel such as /data/ChangeEvents or /data/Billing__chn",
            alsoTried = {"channel", "topics", "topic"})
        List<String> channels,
    @Entry(
            value =
                "How long after a poll the next one follows of a mapping whose changes come by"
                    + " events. While they do not come, it is polled as without them.",
            byDefault = "5m",
            pattern = ScheduleText.DURATION,
            says = ScheduleText.DURATION_SAYS,
            alsoTried = {"every", "proof", "interval"})
        String poll) {
  /** The channel of all selected objects, unless others are named. */
  public EventsConfig {
    channels = channels.isEmpty() ? List.of(Channel.ALL_CHANGES.name()) : List.copyOf(channels);
  }

  /** In the engine's words. */
  public List<Channel> listened() {
    return channels.stream().distinct().map(Channel::new).toList();
  }

  /** The pause between two polls that prove. */
  public Duration proof() {
    return ScheduleText.duration(poll);
  }
}
