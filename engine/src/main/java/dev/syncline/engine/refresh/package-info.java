/** Reading everything again: the initial load and the scheduled full read. */
@NullMarked
package dev.syncline.engine.refresh;

import org.jspecify.annotations.NullMarked;
