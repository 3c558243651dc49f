package dev.syncline.app.imports;

/**
 * Something that could not be carried over as it was.
 *
 * @param mapping the mapping's name here; empty for what is about the whole file
 * @param part which part of the export it is about, such as a field
 * @param message what is left out, and why
 * @param action what to do instead
 */
public record ImportNote(String mapping, String part, String message, String action) {}
