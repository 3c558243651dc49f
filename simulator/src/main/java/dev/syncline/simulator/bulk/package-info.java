/** Bulk API 2.0: query jobs whose results are made while they are served. */
@NullMarked
package dev.syncline.simulator.bulk;

import org.jspecify.annotations.NullMarked;
