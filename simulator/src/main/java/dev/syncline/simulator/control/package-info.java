/**
 * Everything under {@code /__simulator/}: what a test may do to the org that Salesforce would never
 * let a client do. None of it is authenticated, metered or disturbed.
 */
@NullMarked
package dev.syncline.simulator.control;

import org.jspecify.annotations.NullMarked;
