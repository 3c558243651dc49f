package dev.syncline.simulator.schema;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.List;
import java.util.Optional;

/** Reads where a lookup or a master-detail field points to. */
final class ReferenceReader {
  private ReferenceReader() {}

  static void read(FieldDefinition.Builder field, FieldWord word, YamlMap entry) {
    List<String> parents = entry.scalars("references").stream().map(YamlMap.Scalar::text).toList();
    if (parents.isEmpty()) {
      entry.problem("a reference names its parent object", "add references: Account");
    }
    boolean custom = field.name().endsWith("__c");
    String relationship =
        entry.text("relationship").orElseGet(() -> relationshipOf(field.name(), custom));
    field
        .length(18)
        .referenceTo(relationship, parents.toArray(String[]::new))
        .with(Flag.SEARCH_PREFILTERABLE);
    entry
        .text("children")
        .map(name -> custom && !name.endsWith("__r") ? name + "__r" : name)
        .ifPresent(field::children);
    if (parents.size() > 1) {
      field.with(Flag.POLYMORPHIC_FOREIGN_KEY, Flag.NAME_POINTING);
    }
    onDelete(field, entry);
    if (word == FieldWord.MASTERDETAIL) {
      masterDetail(field, entry);
    }
  }

  private static String relationshipOf(String name, boolean custom) {
    if (custom) {
      return name.substring(0, name.length() - 1) + "r";
    }
    return name.endsWith("Id") ? name.substring(0, name.length() - 2) : name;
  }

  private static void onDelete(FieldDefinition.Builder field, YamlMap entry) {
    Optional<YamlMap.Scalar> word = entry.scalar("onDelete");
    if (word.isEmpty()) {
      return;
    }
    switch (word.get().text()) {
      case "clear" -> {}
      case "cascade" -> field.with(Flag.CASCADE_DELETE);
      case "restrict" -> field.with(Flag.RESTRICTED_DELETE);
      default ->
          entry.problem(
              word.get().node(),
              "onDelete " + word.get().text() + " is not known",
              "use clear, cascade or restrict");
    }
  }

  private static void masterDetail(FieldDefinition.Builder field, YamlMap entry) {
    field
        .with(Flag.CASCADE_DELETE, Flag.WRITE_REQUIRES_MASTER_READ)
        .relationshipOrder(entry.number("order", 0, 1).orElse(0));
    if (entry.truth("reparentable").orElse(false)) {
      field.with(Flag.UPDATEABLE);
    }
  }
}
