/**
 * The expressions of formula fields, validation rules and automation: a part of Salesforce's
 * formula language. Knows nothing of records; a {@link dev.syncline.simulator.formula.Scope} does.
 */
@NullMarked
package dev.syncline.simulator.formula;

import org.jspecify.annotations.NullMarked;
