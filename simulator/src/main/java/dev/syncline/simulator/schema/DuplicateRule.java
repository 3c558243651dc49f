package dev.syncline.simulator.schema;

import java.util.List;

/**
 * A rule about records that look like others.
 *
 * @param match the fields that must all be equal, whatever their case, and filled
 * @param allowSave whether a caller who asks for it may save nevertheless
 */
public record DuplicateRule(
    String name, String label, String message, List<String> match, boolean allowSave) {
  public DuplicateRule {
    match = List.copyOf(match);
  }
}
