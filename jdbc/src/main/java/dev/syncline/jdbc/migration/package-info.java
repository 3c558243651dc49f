/** Syncline's own tables, made and changed in numbered steps. */
@NullMarked
package dev.syncline.jdbc.migration;

import org.jspecify.annotations.NullMarked;
