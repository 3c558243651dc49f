package dev.syncline.engine.database;

import java.util.Optional;

/**
 * A link as it was when an event was laid over its base.
 *
 * @param record with one value of the base per binding
 * @param version tells whether anything of the link has changed since
 * @param event the newest event that was taken in
 */
public record SeenLink(LinkedRecord record, String version, Optional<EventPlace> event) {}
