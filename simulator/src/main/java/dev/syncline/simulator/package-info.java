/**
 * A simulated Salesforce org: {@link dev.syncline.simulator.Simulator} runs one, {@link
 * dev.syncline.simulator.SimulatorCommand} does so from a command line. Imports nothing of
 * Syncline, so that a shared misreading of the API cannot hide.
 */
@NullMarked
package dev.syncline.simulator;

import org.jspecify.annotations.NullMarked;
