/** Carries changed rows to Salesforce: plans, routes, sends and settles what the outbox holds. */
@NullMarked
package dev.syncline.engine.push;

import org.jspecify.annotations.NullMarked;
