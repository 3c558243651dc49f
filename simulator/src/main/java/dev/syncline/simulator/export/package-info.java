/** Schema files written from what a real org describes of its objects. */
@NullMarked
package dev.syncline.simulator.export;

import org.jspecify.annotations.NullMarked;
