/** Events beside the rows: how far streams have come, their holes, and taking events in. */
@NullMarked
package dev.syncline.jdbc.live;

import org.jspecify.annotations.NullMarked;
