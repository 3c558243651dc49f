package dev.syncline.engine.sync;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.live.Coverage;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;

/**
 * What a sync works with.
 *
 * @param coverage what streams carry meanwhile
 */
record Working(
    Org org,
    Database database,
    SyncSettings settings,
    Pace pace,
    StopSignal stop,
    SyncListener listener,
    Coverage coverage) {}
