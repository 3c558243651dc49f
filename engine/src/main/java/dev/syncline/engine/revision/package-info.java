/** What a mapping said at some time, and what it says otherwise now. Pure. */
@NullMarked
package dev.syncline.engine.revision;

import org.jspecify.annotations.NullMarked;
