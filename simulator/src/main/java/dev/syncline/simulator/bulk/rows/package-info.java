/** What all ways of loading many records have in common: columns, operations, chunks, outcomes. */
@NullMarked
package dev.syncline.simulator.bulk.rows;

import org.jspecify.annotations.NullMarked;
