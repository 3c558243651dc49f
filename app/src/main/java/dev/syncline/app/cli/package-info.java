/**
 * The command line: what every command has in common. Data goes to standard output, talk to
 * standard error.
 */
@NullMarked
package dev.syncline.app.cli;

import org.jspecify.annotations.NullMarked;
