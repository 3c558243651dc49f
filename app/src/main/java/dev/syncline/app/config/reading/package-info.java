/**
 * Reads {@code syncline.yaml} strictly: every problem at once, each with its place and a remedy.
 */
@NullMarked
package dev.syncline.app.config.reading;

import org.jspecify.annotations.NullMarked;
