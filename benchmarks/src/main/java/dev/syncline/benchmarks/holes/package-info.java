/** Proves that whatever streams of events leave out is found and read over. */
@NullMarked
package dev.syncline.benchmarks.holes;

import org.jspecify.annotations.NullMarked;
