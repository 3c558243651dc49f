/** By what a record and a row are known to be the same before either is made anew. */
@NullMarked
package dev.syncline.engine.match;

import org.jspecify.annotations.NullMarked;
