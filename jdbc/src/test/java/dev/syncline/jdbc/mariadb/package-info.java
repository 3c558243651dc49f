@NullMarked
package dev.syncline.jdbc.mariadb;

import org.jspecify.annotations.NullMarked;
