/** The demo: a simulated org in a process of its own, its configuration, and a user who edits. */
@NullMarked
package dev.syncline.app.demo;

import org.jspecify.annotations.NullMarked;
