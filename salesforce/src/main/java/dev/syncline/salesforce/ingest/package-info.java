/** Writing records by ingest jobs of Bulk API 2.0: their CSV, their states, their results. */
@NullMarked
package dev.syncline.salesforce.ingest;

import org.jspecify.annotations.NullMarked;
