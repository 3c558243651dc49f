/** Search: SOSL and searches by parameters, answered by reading the records that may match. */
@NullMarked
package dev.syncline.simulator.search;

import org.jspecify.annotations.NullMarked;
