/** What a compare asks of a database: digests on a stage, pages of linked rows, certificates. */
@NullMarked
package dev.syncline.jdbc.compare;

import org.jspecify.annotations.NullMarked;
