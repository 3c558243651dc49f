/** What a changed mapping will do, worked out before it is done. Pure. */
@NullMarked
package dev.syncline.engine.plan;

import org.jspecify.annotations.NullMarked;
