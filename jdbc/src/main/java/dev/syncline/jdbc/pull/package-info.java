/**
 * What pulling remembers beside the rows: the queue of records to read again, how far it has come.
 */
@NullMarked
package dev.syncline.jdbc.pull;

import org.jspecify.annotations.NullMarked;
