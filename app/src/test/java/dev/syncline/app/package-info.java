@NullMarked
package dev.syncline.app;

import org.jspecify.annotations.NullMarked;
