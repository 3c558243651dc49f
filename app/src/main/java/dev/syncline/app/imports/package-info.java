/** Reads what other systems export of their mappings, and says what cannot be carried over. */
@NullMarked
package dev.syncline.app.imports;

import org.jspecify.annotations.NullMarked;
