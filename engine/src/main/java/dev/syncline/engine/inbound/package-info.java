/** Records on their way in: planned with what the mapping's hooks say about them. */
@NullMarked
package dev.syncline.engine.inbound;

import org.jspecify.annotations.NullMarked;
