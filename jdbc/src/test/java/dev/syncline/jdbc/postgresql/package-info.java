@NullMarked
package dev.syncline.jdbc.postgresql;

import org.jspecify.annotations.NullMarked;
