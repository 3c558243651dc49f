/** Tests of the plugin API. */
@NullMarked
package dev.syncline.plugin;

import org.jspecify.annotations.NullMarked;
