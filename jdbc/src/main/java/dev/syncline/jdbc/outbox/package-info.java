/** The changes of rows on their way out: claiming, reading and settling outbox entries, by sets. */
@NullMarked
package dev.syncline.jdbc.outbox;

import org.jspecify.annotations.NullMarked;
