/** What REST tells of events: their schemas. */
@NullMarked
package dev.syncline.simulator.events.rest;

import org.jspecify.annotations.NullMarked;
