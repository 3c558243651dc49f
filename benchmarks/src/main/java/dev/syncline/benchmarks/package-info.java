/** Drives the product from outside: measurements and proofs. */
@NullMarked
package dev.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
