/**
 * The one ordered log of an org's events: kept on disk for as long as they may be replayed, read
 * from any position, waited on without asking again.
 */
@NullMarked
package dev.syncline.simulator.events.log;

import org.jspecify.annotations.NullMarked;
