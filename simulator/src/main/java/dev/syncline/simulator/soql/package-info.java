/**
 * SOQL: text in, rows out. {@link dev.syncline.simulator.soql.Soql} is the door; what it hands out
 * lives in {@code api}. Inside, a statement passes {@code parse} (text to {@code tree}), {@code
 * check} (tree and schema to a typed plan) and {@code run} (plan and snapshot to rows).
 */
@NullMarked
package dev.syncline.simulator.soql;

import org.jspecify.annotations.NullMarked;
