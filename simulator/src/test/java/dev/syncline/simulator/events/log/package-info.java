/** Tests of the event log. */
@NullMarked
package dev.syncline.simulator.events.log;

import org.jspecify.annotations.NullMarked;
