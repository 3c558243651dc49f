/**
 * Compare: proves both sides of a mapping equal, lists what is not, and queues the repair. What a
 * difference is and what repairs it are pure decisions; repairs go through the queues and the
 * merge.
 */
@NullMarked
package dev.syncline.engine.compare;

import org.jspecify.annotations.NullMarked;
