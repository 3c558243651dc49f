/** Tests of the Pub/Sub API over real connections. */
@NullMarked
package dev.syncline.simulator.events.pubsub;

import org.jspecify.annotations.NullMarked;
