/** The words as records and sealed types, pure checks. */
@NullMarked
package dev.syncline.model;

import org.jspecify.annotations.NullMarked;
