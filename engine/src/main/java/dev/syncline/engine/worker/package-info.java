/** Waiting: the one place where the engine lets time pass. */
@NullMarked
package dev.syncline.engine.worker;

import org.jspecify.annotations.NullMarked;
