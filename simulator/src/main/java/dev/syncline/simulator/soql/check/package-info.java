/** Tree and schema to a typed plan: names resolved, literals typed, rules and limits enforced. */
@NullMarked
package dev.syncline.simulator.soql.check;

import org.jspecify.annotations.NullMarked;
