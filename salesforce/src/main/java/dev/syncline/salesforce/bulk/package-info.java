/** Bulk API 2.0: query jobs, their result pages, and the CSV in them. */
@NullMarked
package dev.syncline.salesforce.bulk;

import org.jspecify.annotations.NullMarked;
