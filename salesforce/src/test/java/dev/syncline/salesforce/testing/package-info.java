/**
 * Doubles at the boundary: a transport that is a function, a clock and a waiter that are turned.
 */
@NullMarked
package dev.syncline.salesforce.testing;

import org.jspecify.annotations.NullMarked;
