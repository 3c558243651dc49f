/** Text to tree: a tokenizer and a recursive-descent parser. */
@NullMarked
package dev.syncline.simulator.soql.parse;

import org.jspecify.annotations.NullMarked;
