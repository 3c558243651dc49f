/** Decides which way of which mapping is due, and when the next thing is. Pure. */
@NullMarked
package dev.syncline.engine.schedule;

import org.jspecify.annotations.NullMarked;
