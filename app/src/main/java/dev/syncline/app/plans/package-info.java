/** Plans on their way to a file and back. */
@NullMarked
package dev.syncline.app.plans;

import org.jspecify.annotations.NullMarked;
