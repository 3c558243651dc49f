/** What the org lets its clients spend: maximum, window and use of each limit. */
@NullMarked
package dev.syncline.simulator.limits;

import org.jspecify.annotations.NullMarked;
