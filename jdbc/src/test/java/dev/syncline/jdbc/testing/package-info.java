/** Servers for tests: real ones, on free ports, one of a kind per run. */
@NullMarked
package dev.syncline.jdbc.testing;

import org.jspecify.annotations.NullMarked;
