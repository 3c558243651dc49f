@NullMarked
package dev.syncline.simulator.formula;

import org.jspecify.annotations.NullMarked;
