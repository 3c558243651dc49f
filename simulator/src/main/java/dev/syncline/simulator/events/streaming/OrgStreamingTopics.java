package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.Topics;
import java.util.Optional;

/** What an org offers to the Streaming API: change events and platform events. */
public final class OrgStreamingTopics implements StreamingTopics {
  private final Topics topics;
  private final EventAllowance allowance;

  /**
   * @param allowance what deliveries of change and platform events use up
   */
  public OrgStreamingTopics(Topics topics, EventAllowance allowance) {
    this.topics = topics;
    this.allowance = allowance;
  }

  @Override
  public Optional<StreamingTopic> find(String channel) {
    return topics
        .find(channel)
        .map(topic -> new StreamingTopic(topic.name(), topic.carries(), allowance));
  }
}
