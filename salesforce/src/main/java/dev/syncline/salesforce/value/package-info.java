/** Values as they travel: cells of CSV and tokens of JSON to {@code Value}s, without a detour. */
@NullMarked
package dev.syncline.salesforce.value;

import org.jspecify.annotations.NullMarked;
