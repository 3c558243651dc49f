/** What happened to records, and what is halted. */
@NullMarked
package dev.syncline.jdbc.history;

import org.jspecify.annotations.NullMarked;
