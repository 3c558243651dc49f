package dev.syncline.model;

/** The yes-or-no facts of a field's describe that matter to a sync. */
public record FieldFlags(
    boolean nillable,
    boolean createable,
    boolean updateable,
    boolean defaultedOnCreate,
    boolean calculated,
    boolean autoNumber,
    boolean custom,
    boolean caseSensitive,
    boolean unique,
    boolean externalId,
    boolean idLookup,
    boolean restrictedPicklist,
    boolean encrypted) {}
