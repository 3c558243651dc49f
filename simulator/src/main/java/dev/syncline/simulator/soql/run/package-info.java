/**
 * Plans run on a snapshot: conditions compiled to predicates once, rows streamed, sorts and groups
 * kept compact.
 */
@NullMarked
package dev.syncline.simulator.soql.run;

import org.jspecify.annotations.NullMarked;
