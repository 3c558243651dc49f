package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.EventPublisher;
import dev.syncline.simulator.events.EventUsers;
import dev.syncline.simulator.events.Topics;
import dev.syncline.simulator.events.avro.SchemaStore;

/** What the calls of the Pub/Sub API work with. */
record PubSubParts(
    String orgId,
    Topics topics,
    SchemaStore schemas,
    EventUsers users,
    EventPublisher publisher,
    ManagedSubscriptions managed,
    EventFlow.Source source,
    Streams streams) {}
