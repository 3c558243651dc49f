/** What changed in an org: by its lists of changes, by ids, by windows of a date field, by keys. */
@NullMarked
package dev.syncline.salesforce.change;

import org.jspecify.annotations.NullMarked;
