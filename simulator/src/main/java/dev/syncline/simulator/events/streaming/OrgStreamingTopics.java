package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.LimitedAllowance;
import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.SeenEvents;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import java.util.Optional;

/** What an org offers to the Streaming API, and which of its limits deliveries count against. */
public final class OrgStreamingTopics implements StreamingTopics {
  private final OrgEvents org;
  private final PushTopics pushTopics;
  private final GenericChannels channels;
  private final EventAllowance events;
  private final EventAllowance pushed;
  private final EventAllowance generic;

  public OrgStreamingTopics(
      OrgEvents org, PushTopics pushTopics, GenericChannels channels, OrgLimits limits) {
    this.org = org;
    this.pushTopics = pushTopics;
    this.channels = channels;
    this.events = new LimitedAllowance(limits);
    this.pushed = new LimitedAllowance(limits, Limit.DAILY_DURABLE_STREAMING);
    this.generic = new LimitedAllowance(limits, Limit.DAILY_DURABLE_GENERIC_STREAMING);
  }

  @Override
  public boolean has(String channel) {
    if (channel.startsWith(PushTopics.PREFIX)) {
      return pushTopics.has(channel.substring(PushTopics.PREFIX.length()));
    }
    return channel.startsWith(GenericChannels.PREFIX)
        ? channels.has(channel)
        : org.topics().find(channel).isPresent();
  }

  @Override
  public Optional<StreamingTopic> find(String channel, String userId) {
    if (channel.startsWith(PushTopics.PREFIX)) {
      return pushTopics
          .seen(channel.substring(PushTopics.PREFIX.length()), userId)
          .filter(PushedSight::isOpen)
          .map(seen -> new StreamingTopic(channel, channel::equals, pushed, seen::of));
    }
    if (channel.startsWith(GenericChannels.PREFIX)) {
      return channels.has(channel)
          ? Optional.of(new StreamingTopic(channel, channel::equals, generic))
          : Optional.empty();
    }
    SeenEvents seen = org.seenBy(userId);
    return org.topics()
        .find(channel)
        .filter(topic -> seen.sees(topic.name()))
        .map(
            topic ->
                new StreamingTopic(topic.name(), seen.carries(topic.carries()), events, seen::of));
  }
}
