/**
 * The words of Syncline as records and sealed types, with the checks that keep them true. Nothing
 * here reads a clock, a file or a socket.
 */
@NullMarked
package dev.syncline.model;

import org.jspecify.annotations.NullMarked;
