/** One org as an Org: HTTP, sign-in, REST, Bulk API 2.0, budget. */
@NullMarked
package dev.syncline.salesforce;

import org.jspecify.annotations.NullMarked;
