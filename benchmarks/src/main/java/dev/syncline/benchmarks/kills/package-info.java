/** The proof that both sides stay in step although the process is killed again and again. */
@NullMarked
package dev.syncline.benchmarks.kills;

import org.jspecify.annotations.NullMarked;
