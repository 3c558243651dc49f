/** Which rows and records a mapping is about, and what becomes of those that leave. Pure. */
@NullMarked
package dev.syncline.engine.scope;

import org.jspecify.annotations.NullMarked;
