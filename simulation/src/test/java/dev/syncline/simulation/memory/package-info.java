/** What the port promises, asked of the database in memory. */
@NullMarked
package dev.syncline.simulation.memory;

import org.jspecify.annotations.NullMarked;
