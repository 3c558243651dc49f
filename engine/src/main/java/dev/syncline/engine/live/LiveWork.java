package dev.syncline.engine.live;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;

/** What taking events in works with. */
public record LiveWork(
    Org org,
    Database database,
    LiveSettings settings,
    Pace pace,
    StopSignal stop,
    LiveListener listener) {}
