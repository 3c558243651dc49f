package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.EventPublisher;
import dev.syncline.simulator.events.EventUsers;
import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.SeenEvents;
import dev.syncline.simulator.events.Topics;
import dev.syncline.simulator.events.avro.SchemaStore;

/** What the calls of the Pub/Sub API work with. */
record PubSubParts(
    OrgEvents events, ManagedSubscriptions managed, EventFlow.Source source, Streams streams) {
  /** The org's id now, 18 characters. */
  String orgId() {
    return events.orgId();
  }

  Topics topics() {
    return events.topics();
  }

  SchemaStore schemas() {
    return events.schemas();
  }

  EventUsers users() {
    return events.users();
  }

  EventPublisher publisher() {
    return events.publisher();
  }

  /** The events as the caller has a right to see them. */
  SeenEvents seenBy(CallContext call) {
    return events.seenBy(call.userId());
  }
}
