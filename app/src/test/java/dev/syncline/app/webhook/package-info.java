/** Tests of hooks over HTTP. */
@NullMarked
package dev.syncline.app.webhook;

import org.jspecify.annotations.NullMarked;
