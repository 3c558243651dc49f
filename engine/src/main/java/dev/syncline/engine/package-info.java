/**
 * What Syncline does with no idea how: ports to orgs and databases, pure planning, and the loops.
 * This room holds what all the others share: the root of the failures that a port may report.
 */
@NullMarked
package dev.syncline.engine;

import org.jspecify.annotations.NullMarked;
