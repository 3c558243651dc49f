/** Bugs that are planted on purpose, to prove that the oracle sees them. */
@NullMarked
package dev.syncline.simulation.planted;

import org.jspecify.annotations.NullMarked;
