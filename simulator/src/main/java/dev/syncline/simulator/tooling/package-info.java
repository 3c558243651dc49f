/** The Tooling API, as far as clients ask it what the org has and set up its event channels. */
@NullMarked
package dev.syncline.simulator.tooling;

import org.jspecify.annotations.NullMarked;
