/**
 * Live: events of an org's streams are taken into rows as they come, and what they may have left
 * out is noted as a hole that a poll reads over. Streams carry, polls prove.
 */
@NullMarked
package dev.syncline.engine.live;

import org.jspecify.annotations.NullMarked;
