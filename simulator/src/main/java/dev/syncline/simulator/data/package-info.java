/** The org's records: generated from a seed, overlaid by what was written, read by snapshots. */
@NullMarked
package dev.syncline.simulator.data;

import org.jspecify.annotations.NullMarked;
