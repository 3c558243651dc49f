/** Tests of the extension, by classes that use it. */
@NullMarked
package dev.syncline.simulator.junit;

import org.jspecify.annotations.NullMarked;
