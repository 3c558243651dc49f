/**
 * The server: HTTP in, {@link dev.syncline.simulator.http.Call}s and {@link
 * dev.syncline.simulator.http.Reply}s inside. Knows routes, bodies, compression and how to damage
 * an answer; knows nothing of what the org holds.
 */
@NullMarked
package dev.syncline.simulator.http;

import org.jspecify.annotations.NullMarked;
