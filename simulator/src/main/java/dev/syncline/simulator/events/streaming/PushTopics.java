package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.data.CommitListener;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.NewEvent;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The PushTopics of the org: read anew when one of their records changes. */
public final class PushTopics implements CommitListener {
  /** The most topics of an org. Streaming API Developer Guide: allocations (100 at most). */
  static final int MAX_TOPICS = 100;

  static final String PREFIX = "/topic/";
  private static final String OBJECT = "PushTopic";

  private final OrgData data;
  private final EventLog log;
  private final InstantSource clock;
  private volatile Schema schema;
  private final AtomicReference<List<PushTopic>> topics = new AtomicReference<>(List.of());

  /** Knows the topics that are there, and hears of commits once it is added to the org. */
  public PushTopics(OrgData data, EventLog log, InstantSource clock) {
    this.data = data;
    this.log = log;
    this.clock = clock;
    this.schema = data.schema();
    read();
  }

  private void read() {
    Snapshot org = data.snapshot();
    ObjectDefinition object = org.schema().object(OBJECT).orElseThrow();
    var found = new ArrayList<PushTopic>();
    Iterator<Row> rows = org.scan(object);
    while (rows.hasNext() && found.size() < MAX_TOPICS) {
      PushTopic.of(object, rows.next(), org, clock.instant()).ifPresent(found::add);
    }
    topics.set(List.copyOf(found));
  }

  /** What a user has a right to see of an active topic; empty when there is none of this name. */
  Optional<PushedSight> seen(String name, String userId) {
    return topics.get().stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .map(topic -> new PushedSight(data, topic.object(), userId));
  }

  /** Whether there is an active topic of this name. */
  boolean has(String name) {
    return topics.get().stream().anyMatch(topic -> topic.name().equals(name));
  }

  @Override
  public void committed(Commit commit) {
    if (schema != data.schema()) {
      schema = data.schema();
      read();
    }
    List<PushTopic> now = topics.get();
    if (!now.isEmpty()) {
      tell(commit, now);
    }
    if (commit.changes().stream().anyMatch(change -> change.object().name().equals(OBJECT))) {
      read();
    }
  }

  private void tell(Commit commit, List<PushTopic> now) {
    Snapshot org = data.snapshot();
    var events = new ArrayList<NewEvent>();
    for (Change change : commit.changes()) {
      for (PushTopic topic : now) {
        topic
            .eventOf(change, org)
            .ifPresent(event -> events.add(new NewEvent(PREFIX + topic.name(), null, "", event)));
      }
    }
    if (!events.isEmpty()) {
      log.append(events);
    }
  }
}
