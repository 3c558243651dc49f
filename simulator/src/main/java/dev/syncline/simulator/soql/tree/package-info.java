/** The syntax of a statement as it was written, with the place of every part. */
@NullMarked
package dev.syncline.simulator.soql.tree;

import org.jspecify.annotations.NullMarked;
