@NullMarked
package dev.syncline.app.config.schema;

import org.jspecify.annotations.NullMarked;
