/**
 * A mapped database in memory that keeps the promises of the engine's port to the letter. For one
 * thread; time and ids are handed in or counted.
 */
@NullMarked
package dev.syncline.simulation.memory;

import org.jspecify.annotations.NullMarked;
