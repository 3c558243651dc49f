/** Drift: what has changed in the schema of either side since a mapping was last made ready. */
@NullMarked
package dev.syncline.engine.drift;

import org.jspecify.annotations.NullMarked;
