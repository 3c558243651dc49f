@NullMarked
package dev.syncline.simulator.export;

import org.jspecify.annotations.NullMarked;
