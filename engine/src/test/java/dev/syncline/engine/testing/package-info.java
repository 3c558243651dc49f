/** Doubles of the ports, in memory, for the engine's own tests. */
@NullMarked
package dev.syncline.engine.testing;

import org.jspecify.annotations.NullMarked;
