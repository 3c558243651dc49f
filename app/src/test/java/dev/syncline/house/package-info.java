/**
 * The rules of the house as tests: what may import what, what a file looks like and how it is laid
 * out. They read the classes and sources of every module.
 */
@NullMarked
package dev.syncline.house;

import org.jspecify.annotations.NullMarked;
