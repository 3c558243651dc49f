package dev.syncline.app.imports;

import dev.syncline.model.RecordId;

/**
 * A record and a row that belong together.
 *
 * @param mapping the mapping's name here
 * @param row the row's key
 */
public record ImportedLink(String mapping, RecordId record, String row) {}
