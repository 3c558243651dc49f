/** The org's events: change data capture, platform events, and the channels that carry them. */
@NullMarked
package dev.syncline.simulator.events;

import org.jspecify.annotations.NullMarked;
