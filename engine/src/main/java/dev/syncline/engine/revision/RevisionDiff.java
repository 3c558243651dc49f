package dev.syncline.engine.revision;

import dev.syncline.model.FieldName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How two documents of a mapping differ, in the order of the settings' names. Pure.
 *
 * @param settings the settings that differ
 * @param added lines that only the later has
 * @param removed lines that only the earlier has
 * @param changed lines that both have, and say otherwise
 * @param moved those of them whose values come from elsewhere, or go another way
 */
public record RevisionDiff(
    List<Setting> settings,
    List<FieldName> added,
    List<FieldName> removed,
    List<FieldName> changed,
    List<FieldName> moved) {
  /** No difference. */
  public static final RevisionDiff NONE =
      new RevisionDiff(List.of(), List.of(), List.of(), List.of(), List.of());

  /** What makes the values of a line others than they were. */
  private static final Set<String> SOURCES =
      Set.of("", "column", "references", "keepRecordId", "constant", "expression", "direction");

  /**
   * A setting that differs.
   *
   * @param before absent where it was not said
   * @param after absent where it is not said any more
   */
  public record Setting(String path, Optional<String> before, Optional<String> after) {
    /** In one line, such as {@code + fields.Email.column: email}. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      before.ifPresent(value -> lines.add("- " + path + ": " + value));
      after.ifPresent(value -> lines.add("+ " + path + ": " + value));
      return lines;
    }
  }

  public RevisionDiff {
    settings = List.copyOf(settings);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    moved = List.copyOf(moved);
  }

  /** The differences of two documents. */
  public static RevisionDiff between(MappingDocument before, MappingDocument after) {
    Set<String> paths = new TreeSet<>(before.settings().keySet());
    paths.addAll(after.settings().keySet());
    List<Setting> settings =
        paths.stream()
            .map(path -> new Setting(path, before.setting(path), after.setting(path)))
            .filter(setting -> !setting.before().equals(setting.after()))
            .toList();
    List<String> was = before.lines();
    List<String> is = after.lines();
    List<String> both =
        is.stream()
            .filter(was::contains)
            .filter(line -> !before.line(line).equals(after.line(line)))
            .toList();
    return new RevisionDiff(
        settings,
        fields(is.stream().filter(line -> !was.contains(line)).toList()),
        fields(was.stream().filter(line -> !is.contains(line)).toList()),
        fields(both),
        fields(both.stream().filter(l -> isMoved(before.line(l), after.line(l))).toList()));
  }

  private static boolean isMoved(Map<String, String> before, Map<String, String> after) {
    return SOURCES.stream()
        .anyMatch(
            key ->
                !Optional.ofNullable(before.get(key)).equals(Optional.ofNullable(after.get(key))));
  }

  private static List<FieldName> fields(List<String> lines) {
    return lines.stream().map(MappingDocument::field).toList();
  }

  /** Lines whose values are to be carried anew: those that are new, or have another source. */
  public List<FieldName> toFill() {
    List<FieldName> fields = new ArrayList<>(added);
    fields.addAll(moved);
    return List.copyOf(fields);
  }

  /** The settings that differ and belong to no line. */
  public List<Setting> ofMapping() {
    return settings.stream().filter(s -> !MappingDocument.isOfLine(s.path())).toList();
  }

  /** Whether both say the same. */
  public boolean isEmpty() {
    return settings.isEmpty();
  }
}
