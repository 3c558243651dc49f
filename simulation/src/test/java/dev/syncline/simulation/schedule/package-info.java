/** Schedules, windows, pauses and the budget, with the whole engine in simulated time. */
@NullMarked
package dev.syncline.simulation.schedule;

import org.jspecify.annotations.NullMarked;
