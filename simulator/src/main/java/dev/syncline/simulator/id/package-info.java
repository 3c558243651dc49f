/** Record ids: 15 and 18 characters, the checksum, and the running numbers behind them. */
@NullMarked
package dev.syncline.simulator.id;

import org.jspecify.annotations.NullMarked;
