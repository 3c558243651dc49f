package dev.syncline.benchmarks.kills;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was done to one thing that both sides know by its mark, as far as it was acknowledged. A
 * field is written by one side alone, but for one that both write.
 */
final class Thing {
  /** Where a change was made. */
  enum Side {
    ORG,
    DATABASE
  }

  /** A value that a field was given. */
  record Written(Side side, String value) {}

  private final Kind kind;
  private final String mark;
  private final Map<String, List<Written>> fields = new TreeMap<>();
  private boolean deleted;

  Thing(Kind kind, String mark) {
    this.kind = kind;
    this.mark = mark;
  }

  Kind kind() {
    return kind;
  }

  String mark() {
    return mark;
  }

  boolean isDeleted() {
    return deleted;
  }

  void delete() {
    deleted = true;
  }

  void write(Side side, String field, String value) {
    fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(new Written(side, value));
  }

  List<Written> of(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** Whether a field may have this value: the last one, or the last of either side. */
  boolean isRight(String field, String value) {
    List<Written> all = of(field);
    if (all.isEmpty()) {
      return value.isEmpty();
    }
    if (!field.equals(Kind.SHARED)) {
      return all.getLast().value().equals(value);
    }
    return List.of(Side.values()).stream()
        .anyMatch(side -> last(all, side).filter(value::equals).isPresent());
  }

  private static Optional<String> last(List<Written> all, Side side) {
    return all.reversed().stream().filter(w -> w.side() == side).map(Written::value).findFirst();
  }

  boolean wasWritten(String field, String value) {
    return of(field).stream().anyMatch(w -> w.value().equals(value));
  }
}
