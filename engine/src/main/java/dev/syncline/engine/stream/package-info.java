/**
 * The port to what an org tells by itself: subscriptions to its channels, and the events that come
 * through them. Events say what changed; they are not trusted to be complete.
 */
@NullMarked
package dev.syncline.engine.stream;

import org.jspecify.annotations.NullMarked;
