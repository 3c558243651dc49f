package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.LimitedAllowance;
import dev.syncline.simulator.events.Topics;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import java.util.Optional;

/** What an org offers to the Streaming API, and which of its limits deliveries count against. */
public final class OrgStreamingTopics implements StreamingTopics {
  private final Topics topics;
  private final PushTopics pushTopics;
  private final GenericChannels channels;
  private final EventAllowance events;
  private final EventAllowance pushed;
  private final EventAllowance generic;

  public OrgStreamingTopics(
      Topics topics, PushTopics pushTopics, GenericChannels channels, OrgLimits limits) {
    this.topics = topics;
    this.pushTopics = pushTopics;
    this.channels = channels;
    this.events = new LimitedAllowance(limits);
    this.pushed = new LimitedAllowance(limits, Limit.DAILY_DURABLE_STREAMING);
    this.generic = new LimitedAllowance(limits, Limit.DAILY_DURABLE_GENERIC_STREAMING);
  }

  @Override
  public Optional<StreamingTopic> find(String channel) {
    if (channel.startsWith(PushTopics.PREFIX)) {
      boolean known = pushTopics.has(channel.substring(PushTopics.PREFIX.length()));
      return known ? Optional.of(plain(channel, pushed)) : Optional.empty();
    }
    if (channel.startsWith(GenericChannels.PREFIX)) {
      return channels.has(channel) ? Optional.of(plain(channel, generic)) : Optional.empty();
    }
    return topics
        .find(channel)
        .map(topic -> new StreamingTopic(topic.name(), topic.carries(), events));
  }

  private static StreamingTopic plain(String channel, EventAllowance allowance) {
    return new StreamingTopic(channel, channel::equals, allowance);
  }
}
