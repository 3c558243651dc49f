/**
 * Outbound messages: what workflows post to other systems as SOAP, again and again until it is
 * acknowledged.
 */
@NullMarked
package dev.syncline.simulator.outbound;

import org.jspecify.annotations.NullMarked;
