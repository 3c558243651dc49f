/** A simulated org in this process, reached by the real connector, in a time that is turned. */
@NullMarked
package dev.syncline.simulation.org;

import org.jspecify.annotations.NullMarked;
