/** REST: one file for each family of resources. */
@NullMarked
package dev.syncline.simulator.rest;

import org.jspecify.annotations.NullMarked;
