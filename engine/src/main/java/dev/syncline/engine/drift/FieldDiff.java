package dev.syncline.engine.drift;

import dev.syncline.engine.drift.FieldShape.Flag;
import dev.syncline.model.Field;
import dev.syncline.model.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what has changed of one field but for its type. Pure. */
final class FieldDiff {
  /** One change, with words that follow the field's name. */
  record Change(ChangeKind kind, String words) {}

  /** The others say little of a field that has become another. */
  private static final Set<Flag> OF_ANY_TYPE =
      Set.of(Flag.WRITABLE, Flag.CALCULATED, Flag.ENCRYPTED);

  private final FieldShape was;
  private final Field is;
  private final boolean pushes;
  private final List<Change> changes = new ArrayList<>();

  FieldDiff(FieldShape was, Field is, boolean pushes) {
    this.was = was;
    this.is = is;
    this.pushes = pushes && was.direction().pushes();
  }

  List<Change> changes() {
    flags();
    if (sameType()) {
      length();
      digits();
      picklist();
      references();
    }
    return List.copyOf(changes);
  }

  private boolean sameType() {
    return was.type() == is.type();
  }

  private void add(ChangeKind kind, String words) {
    changes.add(new Change(kind, words));
  }

  private void length() {
    if (is.length() != was.length()) {
      boolean shorter = is.length() < was.length();
      add(
          shorter ? ChangeKind.FIELD_SHORTENED : ChangeKind.FIELD_LENGTHENED,
          " holds " + is.length() + " characters, it held " + was.length());
    }
  }

  private void digits() {
    int before = was.precision() - was.scale();
    int now = is.precision() - is.scale();
    if (before != now || was.scale() != is.scale()) {
      boolean fewer = now < before || is.scale() < was.scale();
      add(
          fewer ? ChangeKind.FIELD_FEWER_DIGITS : ChangeKind.FIELD_MORE_DIGITS,
          " holds %d digits, %d of them behind the point; it held %d and %d"
              .formatted(is.precision(), is.scale(), was.precision(), was.scale()));
    }
  }

  private void flags() {
    Set<Flag> now = FieldShape.flags(is);
    for (Flag flag : Flag.values()) {
      boolean set = now.contains(flag);
      if (set != was.flags().contains(flag) && (sameType() || OF_ANY_TYPE.contains(flag))) {
        flag(flag, set, now);
      }
    }
  }

  private void flag(Flag flag, boolean set, Set<Flag> now) {
    switch (flag) {
      case CALCULATED -> {
        if (set) {
          add(ChangeKind.FIELD_CALCULATED, " is a formula now");
        }
      }
      case WRITABLE -> {
        if (set) {
          add(ChangeKind.FIELD_WRITABLE, " can be written now");
        } else if (pushes && !now.contains(Flag.CALCULATED)) {
          add(ChangeKind.FIELD_READ_ONLY, " can only be read now");
        }
      }
      case OPTIONAL -> say(set ? ChangeKind.FIELD_OPTIONAL : ChangeKind.FIELD_REQUIRED);
      case UNIQUE -> say(set ? ChangeKind.FIELD_UNIQUE : ChangeKind.FIELD_NOT_UNIQUE);
      case CASE_SENSITIVE -> say(ChangeKind.FIELD_CASE_SENSITIVITY);
      case ENCRYPTED -> {
        if (set) {
          add(ChangeKind.FIELD_ENCRYPTED, " is encrypted now, and may be masked");
        } else {
          say(ChangeKind.FIELD_DECRYPTED);
        }
      }
      case RESTRICTED -> say(set ? ChangeKind.PICKLIST_RESTRICTED : ChangeKind.PICKLIST_OPEN);
    }
  }

  /** In the words of the kind, as in {@code : field not unique}. */
  private void say(ChangeKind kind) {
    add(kind, ": " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private void picklist() {
    Set<String> now = new HashSet<>(is.picklist().stream().map(FieldShape::plain).toList());
    Set<String> then = new HashSet<>(was.picklist());
    if (!now.containsAll(then)) {
      add(ChangeKind.PICKLIST_FEWER_VALUES, " has lost values of its pick-list");
    } else if (!then.containsAll(now)) {
      add(ChangeKind.PICKLIST_MORE_VALUES, " has new values in its pick-list");
    }
  }

  /** A reference to one object may be the row key of its row; one to several cannot. */
  private void references() {
    Set<ObjectName> now = new HashSet<>(is.referenceTo());
    Set<ObjectName> then = new HashSet<>(was.referenceTo());
    if (now.equals(then)) {
      return;
    }
    boolean wider = then.size() > 1 && now.containsAll(then);
    add(
        wider ? ChangeKind.REFERENCE_WIDER : ChangeKind.REFERENCE_ELSEWHERE,
        " refers to " + names(is.referenceTo()) + ", it referred to " + names(was.referenceTo()));
  }

  private static String names(List<ObjectName> objects) {
    return String.join(", ", objects.stream().map(ObjectName::value).sorted().toList());
  }
}
