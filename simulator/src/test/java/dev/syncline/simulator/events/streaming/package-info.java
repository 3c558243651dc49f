/** Tests of the Pub/Sub API over real connections. */
@NullMarked
package dev.syncline.simulator.events.streaming;

import org.jspecify.annotations.NullMarked;
