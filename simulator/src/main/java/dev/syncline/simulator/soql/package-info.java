/** SOQL: parsed to a tree, checked against the schema, evaluated on a snapshot. */
@NullMarked
package dev.syncline.simulator.soql;

import org.jspecify.annotations.NullMarked;
