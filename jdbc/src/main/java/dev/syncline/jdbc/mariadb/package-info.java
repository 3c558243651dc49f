/** What is MariaDB's own way: its words, its catalog, its pages. */
@NullMarked
package dev.syncline.jdbc.mariadb;

import org.jspecify.annotations.NullMarked;
