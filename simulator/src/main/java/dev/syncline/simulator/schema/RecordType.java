package dev.syncline.simulator.schema;

/**
 * A record type of an object, beyond the master record type that every object has.
 *
 * @param developerName the API name, unique within the object
 * @param label what people see
 * @param active whether it can be chosen for new records
 * @param defaultMapping whether a new record gets it when none is named
 * @param available whether the integration user's profile may choose it
 */
public record RecordType(
    String developerName,
    String label,
    boolean active,
    boolean defaultMapping,
    boolean available) {}
