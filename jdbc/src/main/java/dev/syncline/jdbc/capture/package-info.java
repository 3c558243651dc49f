/** The triggers that write the application's changes into the outbox. */
@NullMarked
package dev.syncline.jdbc.capture;

import org.jspecify.annotations.NullMarked;
