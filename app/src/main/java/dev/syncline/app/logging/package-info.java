/** Where the log goes and how much of it. */
@NullMarked
package dev.syncline.app.logging;

import org.jspecify.annotations.NullMarked;
