/** The whole engine in simulated time, from one seed. The wiring, and what a person starts. */
@NullMarked
package dev.syncline.simulation;

import org.jspecify.annotations.NullMarked;
