@NullMarked
package dev.syncline.app.api;

import org.jspecify.annotations.NullMarked;
