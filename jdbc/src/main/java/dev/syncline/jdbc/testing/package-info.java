/** A real MariaDB server for tests, here and in the modules above. */
@NullMarked
package dev.syncline.jdbc.testing;

import org.jspecify.annotations.NullMarked;
