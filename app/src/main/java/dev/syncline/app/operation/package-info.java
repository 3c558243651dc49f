/** What the commands do, without a word on how it is shown. */
@NullMarked
package dev.syncline.app.operation;

import org.jspecify.annotations.NullMarked;
