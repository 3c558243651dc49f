/** The proof that many workers and a busy application can change the same rows. */
@NullMarked
package dev.syncline.benchmarks.contention;

import org.jspecify.annotations.NullMarked;
