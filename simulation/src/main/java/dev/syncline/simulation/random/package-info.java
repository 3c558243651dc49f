/** Random work on both sides under random faults and stops, and the oracle that judges the end. */
@NullMarked
package dev.syncline.simulation.random;

import org.jspecify.annotations.NullMarked;
