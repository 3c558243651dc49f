/** Commands from their arguments to the rows, against a simulated org and a real server. */
@NullMarked
package dev.syncline.app.endtoend;

import org.jspecify.annotations.NullMarked;
