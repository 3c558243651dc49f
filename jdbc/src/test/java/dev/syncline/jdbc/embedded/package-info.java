@NullMarked
package dev.syncline.jdbc.embedded;

import org.jspecify.annotations.NullMarked;
