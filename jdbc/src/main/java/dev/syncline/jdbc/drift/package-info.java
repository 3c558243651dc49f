/** What is remembered of schemas under mappings. */
@NullMarked
package dev.syncline.jdbc.drift;

import org.jspecify.annotations.NullMarked;
