/** A checked statement: every name resolved, every literal typed, nothing read yet. */
@NullMarked
package dev.syncline.simulator.soql.plan;

import org.jspecify.annotations.NullMarked;
