package dev.syncline.salesforce.pubsub;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.salesforce.auth.AccessToken;
import dev.syncline.salesforce.event.EventReader;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.pubsub.wire.TopicRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All subscriptions of one org by the Pub/Sub API. */
public final class PubSubStreams implements ChangeStreams, AutoCloseable {
  private final PubSubConnection connection;
  private final PubSubStream.Shared shared;
  private final InstantSource clock;
  private final Duration silence;
  private final Set<PubSubStream> open = ConcurrentHashMap.newKeySet();

  /**
   * @param silence how long a stream that was asked may say nothing
   * @param describes what is known of objects, without asking the org
   */
  public PubSubStreams(
      PubSubAddress address,
      AllowedHosts hosts,
      PubSubSession session,
      InstantSource clock,
      Duration silence,
      Function<ObjectName, Optional<ObjectDescription>> describes) {
    this.connection = new PubSubConnection(address, hosts, session);
    this.clock = clock;
    this.silence = silence;
    this.shared =
        new PubSubStream.Shared(
            connection, new Schemas(connection, clock), new EventReader(describes), this);
  }

  @Override
  public ChangeStream subscribe(Channel channel, StreamStart start) {
    greet(channel);
    AccessToken token = connection.session().tokens().current();
    var stream = new PubSubStream(shared, channel, start, token);
    open.add(stream);
    if (open.size() > MAX_SUBSCRIPTIONS) {
      stream.close();
      throw new IllegalStateException("At most " + MAX_SUBSCRIPTIONS + " subscriptions per org");
    }
    return stream;
  }

  /**
   * Asks for the topic, which proves the session before it is used for a call that may say nothing
   * for minutes. What it says of the topic is left to the subscription.
   */
  private void greet(Channel channel) {
    try {
      connection.call(
          PubSubMethods.TOPIC,
          TopicRequest.newBuilder().setTopicName(channel.name()).build(),
          channel.name());
    } catch (OrgException e) {
      if (!PubSubFailures.isVerdict(e)) {
        throw e;
      }
    }
  }

  Instant now() {
    return clock.instant();
  }

  Duration silence() {
    return silence;
  }

  void left(PubSubStream stream) {
    open.remove(stream);
  }

  /** Closes all streams and the connection. */
  @Override
  public void close() {
    List.copyOf(open).forEach(PubSubStream::close);
    connection.close();
  }
}
