/**
 * Events as bytes: Avro schemas of change and platform events, their ids, the payloads, and the
 * bitmaps that name changed fields.
 */
@NullMarked
package dev.syncline.simulator.events.avro;

import org.jspecify.annotations.NullMarked;
