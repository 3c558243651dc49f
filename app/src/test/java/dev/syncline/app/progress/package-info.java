@NullMarked
package dev.syncline.app.progress;

import org.jspecify.annotations.NullMarked;
