/**
 * The Streaming API: Bayeux 1.0 over long polling. Clients hold no queue: each subscription is a
 * position in the one log, and events are read from it when a connect can be answered.
 */
@NullMarked
package dev.syncline.simulator.events.streaming;

import org.jspecify.annotations.NullMarked;
