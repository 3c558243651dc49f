/**
 * Asks the org what changed and has it applied; reads single records again that the queue names.
 */
@NullMarked
package dev.syncline.engine.poll;

import org.jspecify.annotations.NullMarked;
