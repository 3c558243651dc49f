/** What expressions may do, and what they may not. */
@NullMarked
package dev.syncline.app.expression;

import org.jspecify.annotations.NullMarked;
