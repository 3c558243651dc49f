/** Tests of the folder of plugins. */
@NullMarked
package dev.syncline.app.plugin;

import org.jspecify.annotations.NullMarked;
