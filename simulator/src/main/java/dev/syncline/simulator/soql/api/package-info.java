/** What callers of SOQL see: settings, the prepared plan, its columns and rows, and refusals. */
@NullMarked
package dev.syncline.simulator.soql.api;

import org.jspecify.annotations.NullMarked;
