/**
 * What an org still gives, how long that lasts, what it was spent on, and who waits when it runs
 * short.
 */
@NullMarked
package dev.syncline.engine.budget;

import org.jspecify.annotations.NullMarked;
