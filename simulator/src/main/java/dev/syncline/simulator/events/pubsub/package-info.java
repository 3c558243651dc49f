/**
 * The Pub/Sub API: gRPC, service {@code eventbus.v1.PubSub}. Package {@code wire} is written by
 * protoc.
 */
@NullMarked
package dev.syncline.simulator.events.pubsub;

import org.jspecify.annotations.NullMarked;
