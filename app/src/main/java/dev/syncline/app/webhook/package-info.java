/** Hooks over HTTP: signed questions about records and rows, and their answers. */
@NullMarked
package dev.syncline.app.webhook;

import org.jspecify.annotations.NullMarked;
