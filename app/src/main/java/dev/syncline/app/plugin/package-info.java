/** Plugins of the folder beside the configuration, and the hooks that mappings have. */
@NullMarked
package dev.syncline.app.plugin;

import org.jspecify.annotations.NullMarked;
