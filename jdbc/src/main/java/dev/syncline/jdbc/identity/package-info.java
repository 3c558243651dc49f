/** Whether a database is the one, and not older than, that mappings were synced with. */
@NullMarked
package dev.syncline.jdbc.identity;

import org.jspecify.annotations.NullMarked;
