@NullMarked
package dev.syncline.jdbc.page;

import org.jspecify.annotations.NullMarked;
