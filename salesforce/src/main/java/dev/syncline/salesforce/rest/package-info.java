/**
 * The org's REST resources: one caller that signs, retries and judges; describe, query, and the
 * table that says what each of the org's errors means.
 */
@NullMarked
package dev.syncline.salesforce.rest;

import org.jspecify.annotations.NullMarked;
