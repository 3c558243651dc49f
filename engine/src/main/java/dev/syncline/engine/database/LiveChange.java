package dev.syncline.engine.database;

import dev.syncline.model.RowWrite;
import java.util.Optional;

/**
 * What events ask of one row: all values that the record has by them and by the base of its link.
 *
 * @param write its system modstamp is the link's own, or one that is certainly not too late
 * @param version of the link whose base the events were laid over; empty if there was none
 * @param place of the newest of the events
 * @param own whether we ourselves made the newest of them
 */
public record LiveChange(
    RowWrite.Put write, Optional<String> version, EventPlace place, boolean own) {}
