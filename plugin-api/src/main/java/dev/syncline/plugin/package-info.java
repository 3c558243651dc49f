/**
 * What plugins are compiled against: the points at which they are asked about records and rows on
 * their way, and what they may answer. Nothing here does anything by itself.
 */
@NullMarked
package dev.syncline.plugin;

import org.jspecify.annotations.NullMarked;
