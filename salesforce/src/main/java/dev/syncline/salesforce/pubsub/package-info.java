/**
 * Subscribes by the Pub/Sub API: one gRPC connection for all subscriptions of an org. The only room
 * of the product that speaks gRPC.
 */
@NullMarked
package dev.syncline.salesforce.pubsub;

import org.jspecify.annotations.NullMarked;
