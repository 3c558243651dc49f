/** Syncline's own state at home: what belongs to no mapped database. */
@NullMarked
package dev.syncline.jdbc.home;

import org.jspecify.annotations.NullMarked;
