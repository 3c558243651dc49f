package dev.syncline.model;

/**
 * A record type of an object as describe shows it to the integration user.
 *
 * @param available whether the user may make records of it
 */
public record RecordType(String developerName, RecordId id, boolean available) {}
