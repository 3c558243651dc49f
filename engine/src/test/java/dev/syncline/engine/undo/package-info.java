@NullMarked
package dev.syncline.engine.undo;

import org.jspecify.annotations.NullMarked;
