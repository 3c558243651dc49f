/** The HTTP interface for the application: asks and verdicts as JSON, by one token. */
@NullMarked
package dev.syncline.app.api;

import org.jspecify.annotations.NullMarked;
