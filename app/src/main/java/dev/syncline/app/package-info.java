/** The process: Main, wiring, configuration, command line. */
@NullMarked
package dev.syncline.app;

import org.jspecify.annotations.NullMarked;
