package dev.syncline.app.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of six sync triggers are set, and the direction that follows.
 *
 * @param pull the operations of records that are carried
 * @param push the operations of rows that are carried
 */
record TriggerWords(List<String> pull, List<String> push) {
  private static final List<String> ALL = List.of("create", "update", "delete");

  /** What a test says of each trigger: of {@code pull} or {@code push}, and the operation. */
  @FunctionalInterface
  interface Test {
    boolean isSet(boolean pull, String operation);
  }

  static TriggerWords of(Test test) {
    return new TriggerWords(
        ALL.stream().filter(o -> test.isSet(true, o)).toList(),
        ALL.stream().filter(o -> test.isSet(false, o)).toList());
  }

  boolean none() {
    return pull.isEmpty() && push.isEmpty();
  }

  boolean pulls() {
    return !pull.isEmpty();
  }

  boolean pushes() {
    return !push.isEmpty();
  }

  String direction() {
    return pulls() && pushes() ? "both" : pushes() ? "push" : "pull";
  }

  /** Puts direction and triggers into a mapping. */
  void into(Draft draft) {
    draft.put("direction", direction());
    Map<String, Object> said = new LinkedHashMap<>();
    if (pulls() && pull.size() < ALL.size()) {
      said.put("pull", new ArrayList<>(pull));
    }
    if (pushes() && push.size() < ALL.size()) {
      said.put("push", new ArrayList<>(push));
    }
    if (!said.isEmpty()) {
      draft.put("triggers", said);
    }
    if (none()) {
      draft.put("pull", "off");
      draft.note("sync_triggers", "no trigger is set: the mapping pulls, and is off", "set 'pull'");
    }
  }

  /**
   * Which way a field goes beside its mapping.
   *
   * @param wanted pull, push or both
   * @return empty in the outer if it cannot go at all, in the inner if as the mapping
   */
  Optional<Optional<String>> field(String wanted) {
    String own = direction();
    if (wanted.equals(own) || wanted.equals("both")) {
      return Optional.of(Optional.empty());
    }
    return own.equals("both") ? Optional.of(Optional.of(wanted)) : Optional.empty();
  }
}
