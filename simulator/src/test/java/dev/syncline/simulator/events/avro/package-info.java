/** Tests of schemas, payloads and bitmaps, on captured events where they are at hand. */
@NullMarked
package dev.syncline.simulator.events.avro;

import org.jspecify.annotations.NullMarked;
