package dev.syncline.simulator.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a YAML file, read key by key; what nobody asked for is an unknown key. */
final class YamlMap {
  /** A value with the node that it stands at. */
  record Scalar(String text, Node node) {}

  private final Problems problems;
  private final Node node;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private YamlMap(Problems problems, Node node) {
    this.problems = problems;
    this.node = node;
  }

  /** The mapping at a node, with a problem and no entries when something else stands there. */
  static YamlMap of(Problems problems, Node node) {
    var map = new YamlMap(problems, node);
    switch (node) {
      case MappingNode mapping -> mapping.getValue().forEach(map::add);
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {}
      default -> problems.at(node, "keys with values are expected here", "write key: value lines");
    }
    return map;
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.at(tuple.getKeyNode(), "a key is a plain word", "write key: value");
    } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
      problems.at(key, "key " + key.getValue() + " stands here twice", "remove one of the two");
    }
  }

  Node node() {
    return node;
  }

  void problem(String reason, String remedy) {
    problems.at(node, reason, remedy);
  }

  void problem(Node at, String reason, String remedy) {
    problems.at(at, reason, remedy);
  }

  Problems.Place place(Node at) {
    return problems.place(at);
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  private Optional<Node> valueOf(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
  }

  /** The text of a scalar, whatever YAML type it would have. */
  Optional<Scalar> scalar(String key) {
    Optional<Node> value = valueOf(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(new Scalar(scalar.getValue(), scalar));
    }
    problems.at(value.get(), key + " has no value", "write one value, or remove the key");
    return Optional.empty();
  }

  Optional<String> text(String key) {
    return scalar(key).map(Scalar::text);
  }

  /** A whole number within bounds, which are both allowed. */
  OptionalInt number(String key, int least, int most) {
    Optional<Scalar> scalar = scalar(key);
    if (scalar.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(scalar.get().text());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException noNumber) {
      // Reported below like a number out of bounds.
      asked.add(key);
    }
    problems.at(
        scalar.get().node(),
        key + ": " + scalar.get().text() + " is not in " + least + " to " + most,
        "write a whole number from " + least + " to " + most);
    return OptionalInt.empty();
  }

  Optional<Boolean> truth(String key) {
    Optional<Scalar> scalar = scalar(key);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    return switch (scalar.get().text()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> {
        problems.at(
            scalar.get().node(),
            key + ": " + scalar.get().text() + " is neither true nor false",
            "write true or false");
        yield Optional.empty();
      }
    };
  }

  Optional<YamlMap> map(String key) {
    return valueOf(key).map(value -> YamlMap.of(problems, value));
  }

  /** The items of a list; a single value counts as a list of one. */
  List<Node> items(String key) {
    Optional<Node> value = valueOf(key);
    if (value.isEmpty()) {
      return List.of();
    }
    return value.get() instanceof SequenceNode sequence
        ? List.copyOf(sequence.getValue())
        : List.of(value.get());
  }

  List<Scalar> scalars(String key) {
    var found = new ArrayList<Scalar>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        found.add(new Scalar(scalar.getValue(), scalar));
      } else {
        problems.at(item, key + " lists plain words", "write " + key + ": [A, B]");
      }
    }
    return found;
  }

  YamlMap mapAt(Node item) {
    return of(problems, item);
  }

  /** An entry whose value is a single text. */
  record Named(String name, Scalar value) {}

  /** All entries of a mapping of names to single texts. */
  List<Named> texts() {
    var found = new ArrayList<Named>();
    for (String name : entries.keySet()) {
      scalar(name).ifPresent(value -> found.add(new Named(name, value)));
    }
    return found;
  }

  /** Hands every entry over as a name, its place and a mapping. */
  void forEach(BiConsumer<Scalar, YamlMap> reader) {
    entries.forEach(
        (name, tuple) -> {
          asked.add(name);
          reader.accept(
              new Scalar(name, tuple.getKeyNode()), YamlMap.of(problems, tuple.getValueNode()));
        });
  }

  /** Reports the keys that nobody asked for. */
  void rejectOthers() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        problems.at(
            entry.getValue().getKeyNode(),
            "key " + entry.getKey() + " is not known here",
            "use " + String.join(", ", asked) + ", or remove it");
      }
    }
  }
}
