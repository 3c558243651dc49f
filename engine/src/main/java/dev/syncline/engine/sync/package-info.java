/** Goes round the mappings of one org and database, pulling and pushing, until told to stop. */
@NullMarked
package dev.syncline.engine.sync;

import org.jspecify.annotations.NullMarked;
