/** What kinds of objects and fields the org has: definitions, never data. */
@NullMarked
package dev.syncline.simulator.schema;

import org.jspecify.annotations.NullMarked;
