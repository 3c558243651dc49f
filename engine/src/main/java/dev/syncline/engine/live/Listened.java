package dev.syncline.engine.live;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.stream.Channel;
import dev.syncline.model.Direction;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Schedule;
import java.util.List;
import java.util.Locale;

/**
 * Says of which mappings a channel may tell. Pure.
 *
 * <p>Source: Change Data Capture Developer Guide, "Subscription Channels".
 */
final class Listened {
  private static final String SINGLE = "changeevent";

  private Listened() {}

  /** The mappings that pull live and of whose records the channel may tell. */
  static List<ResolvedMapping> by(Channel channel, List<ResolvedMapping> mappings) {
    return mappings.stream()
        .filter(m -> m.mapping().direction() != Direction.PUSH)
        .filter(m -> m.mapping().rules().timing().pull().schedule() instanceof Schedule.Live)
        .filter(m -> concerns(channel, m.object().name()))
        .toList();
  }

  /** Whether a channel may tell of an object: that of another object does not. */
  static boolean concerns(Channel channel, ObjectName object) {
    String name = channel.name().toLowerCase(Locale.ROOT);
    if (!name.startsWith("/data/") || !name.endsWith(SINGLE)) {
      return !name.startsWith("/event/");
    }
    String single = object.value().toLowerCase(Locale.ROOT);
    String stem =
        single.endsWith("__c")
            ? single.substring(0, single.length() - 1) + SINGLE
            : single + SINGLE;
    return name.equals("/data/" + stem);
  }
}
