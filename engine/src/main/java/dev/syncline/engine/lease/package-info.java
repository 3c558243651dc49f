/** Keeps a lease while the work that it covers goes on. */
@NullMarked
package dev.syncline.engine.lease;

import org.jspecify.annotations.NullMarked;
