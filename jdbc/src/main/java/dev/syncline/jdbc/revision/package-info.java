/** What mappings said before, in tables beside the rows. */
@NullMarked
package dev.syncline.jdbc.revision;

import org.jspecify.annotations.NullMarked;
