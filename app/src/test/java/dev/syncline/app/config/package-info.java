@NullMarked
package dev.syncline.app.config;

import org.jspecify.annotations.NullMarked;
