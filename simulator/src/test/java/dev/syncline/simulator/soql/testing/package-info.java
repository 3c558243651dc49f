/** A small org in memory, for the tests of SOQL. */
@NullMarked
package dev.syncline.simulator.soql.testing;

import org.jspecify.annotations.NullMarked;
