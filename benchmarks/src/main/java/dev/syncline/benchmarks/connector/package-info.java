/**
 * Proofs of what the connector does, each way of it asked for by itself; what they compare with
 * comes by plain REST.
 */
@NullMarked
package dev.syncline.benchmarks.connector;

import org.jspecify.annotations.NullMarked;
