/** Tests of the org's events. */
@NullMarked
package dev.syncline.simulator.events;

import org.jspecify.annotations.NullMarked;
