/**
 * Reads the events that an org sends: Avro by schema, with the bitmaps, differences and compound
 * fields of change events. Knows no connection: bytes come in, events go out.
 */
@NullMarked
package dev.syncline.salesforce.event;

import org.jspecify.annotations.NullMarked;
