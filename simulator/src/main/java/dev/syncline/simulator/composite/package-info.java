/** Many records or many requests in one call: collections, composite, batch, graph, tree. */
@NullMarked
package dev.syncline.simulator.composite;

import org.jspecify.annotations.NullMarked;
