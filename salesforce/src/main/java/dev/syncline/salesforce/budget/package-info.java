/** What an org still lets us spend, kept from what its answers say. */
@NullMarked
package dev.syncline.salesforce.budget;

import org.jspecify.annotations.NullMarked;
