/** A simulated Salesforce org. Imports nothing of Syncline. */
@NullMarked
package dev.syncline.simulator;

import org.jspecify.annotations.NullMarked;
