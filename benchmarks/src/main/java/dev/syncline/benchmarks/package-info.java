/**
 * Measurements and proofs that drive the product from outside: its command, a simulated org in a
 * process of its own, and a real database. Each prints one JSON line last.
 */
@NullMarked
package dev.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
