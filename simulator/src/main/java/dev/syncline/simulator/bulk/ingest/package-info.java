/** Bulk API 2.0 ingest: jobs that write the records of an uploaded CSV file. */
@NullMarked
package dev.syncline.simulator.bulk.ingest;

import org.jspecify.annotations.NullMarked;
