/** The JSON Schema of the configuration, for editors, taken from the same records as the reader. */
@NullMarked
package dev.syncline.app.config.schema;

import org.jspecify.annotations.NullMarked;
