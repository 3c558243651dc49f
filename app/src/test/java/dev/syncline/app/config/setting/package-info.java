@NullMarked
package dev.syncline.app.config.setting;

import org.jspecify.annotations.NullMarked;
