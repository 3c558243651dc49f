/**
 * Values that may stand in the configuration by reference: in an environment variable or a file.
 */
@NullMarked
package dev.syncline.app.config.setting;

import org.jspecify.annotations.NullMarked;
