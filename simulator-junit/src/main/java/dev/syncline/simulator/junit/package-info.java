/** A simulated Salesforce org for JUnit Jupiter: started for a class or a test, and handed in. */
@NullMarked
package dev.syncline.simulator.junit;

import org.jspecify.annotations.NullMarked;
