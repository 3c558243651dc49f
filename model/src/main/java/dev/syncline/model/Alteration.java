package dev.syncline.model;

/**
 * A value that a rule of its field has changed on its way, for the history.
 *
 * @param code the stable name of what was done, such as {@code FIELD-CUT}
 * @param what was done, in words that continue "the value"; holds nothing of the value itself
 */
public record Alteration(FieldName field, String code, String what) {}
