/** Planning a pull: record changes to row writes, field by field, without any effect. */
@NullMarked
package dev.syncline.engine.pull;

import org.jspecify.annotations.NullMarked;
