@NullMarked
package dev.syncline.app.config.reading;

import org.jspecify.annotations.NullMarked;
