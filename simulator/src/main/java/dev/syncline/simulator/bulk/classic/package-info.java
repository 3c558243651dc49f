/** The first Bulk API, whose clients cut their records into batches themselves. */
@NullMarked
package dev.syncline.simulator.bulk.classic;

import org.jspecify.annotations.NullMarked;
