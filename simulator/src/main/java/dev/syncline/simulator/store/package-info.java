/** What was written to an org, kept in versions: one writer, and readers that never wait. */
@NullMarked
package dev.syncline.simulator.store;

import org.jspecify.annotations.NullMarked;
