/**
 * What generated records carry: a pure function of seed, object and index. Nothing is stored per
 * record; keys and parents can be computed backwards.
 */
@NullMarked
package dev.syncline.simulator.sample;

import org.jspecify.annotations.NullMarked;
