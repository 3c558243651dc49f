/** Reading and writing JSON within bounds. */
@NullMarked
package dev.syncline.salesforce.json;

import org.jspecify.annotations.NullMarked;
