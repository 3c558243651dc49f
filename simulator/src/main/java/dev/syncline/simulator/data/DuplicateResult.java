package dev.syncline.simulator.data;

import java.util.List;

/**
 * Which records a duplicate rule took for the same.
 *
 * @param allowSave whether the rule lets a caller save who asks for it
 * @param rule the rule's API name
 * @param entityType the object's API name
 * @param errorMessage the admin's text
 * @param matchIds the records, 18 characters each
 */
public record DuplicateResult(
    boolean allowSave, String rule, String entityType, String errorMessage, List<String> matchIds) {
  public DuplicateResult {
    matchIds = List.copyOf(matchIds);
  }
}
