/** The port to one mapped database: tables, rows with links and bases, checkpoints, leases. */
@NullMarked
package dev.syncline.engine.database;

import org.jspecify.annotations.NullMarked;
