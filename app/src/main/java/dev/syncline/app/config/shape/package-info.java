/**
 * The form of a configuration, taken from its records: which keys there are and what may stand
 * there. The reader, the JSON Schema and the reference page all follow this one description.
 */
@NullMarked
package dev.syncline.app.config.shape;

import org.jspecify.annotations.NullMarked;
