/** Values as the API's formats write them: JSON and CSV, parsed and formatted. */
@NullMarked
package dev.syncline.simulator.wire;

import org.jspecify.annotations.NullMarked;
