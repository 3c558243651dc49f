/**
 * Writing records by REST: what is sent, and what the org's answers mean for each record. No call
 * is made twice unless the org has certainly done nothing.
 */
@NullMarked
package dev.syncline.salesforce.write;

import org.jspecify.annotations.NullMarked;
