/** Tests of outbound messages against a receiver on a free port. */
@NullMarked
package dev.syncline.simulator.outbound;

import org.jspecify.annotations.NullMarked;
