package dev.syncline.app.config.reading;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Shape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Makes records of YAML nodes, by shape. What does not fit is noted and left out, so that one pass
 * finds every problem.
 */
final class Binder {
  private static final String OWN_KEY = "x-";

  private final YamlText yaml;
  private final Notebook notebook;
  private final Scalars scalars;

  Binder(YamlText yaml, Notebook notebook) {
    this.yaml = yaml;
    this.notebook = notebook;
    this.scalars = new Scalars(yaml, notebook);
  }

  /** The value that a node stands for; empty if it does not fit, which has then been noted. */
  Optional<Object> bind(Shape shape, Node node, String path) {
    return switch (shape) {
      case Shape.Text text -> scalars.text(text, node, path);
      case Shape.SettingText setting -> scalars.setting(setting, node, path);
      case Shape.Whole whole -> scalars.whole(whole, node, path);
      case Shape.Truth truth -> scalars.truth(truth, node, path);
      case Shape.Choice choice -> scalars.choice(choice, node, path);
      case Shape.Items items -> list(items, node, path);
      case Shape.Members members -> members(members, node, path);
      case Shape.Keys keys -> keys(keys, node, path);
      case Shape.OneKey one -> oneKey(one, node, path);
      case Shape.WordOr either -> wordOr(either, node, path);
    };
  }

  private Optional<Object> list(Shape.Items shape, Node node, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      return scalars.wrongKind(shape, node, path);
    }
    List<Object> values = new ArrayList<>();
    boolean whole = true;
    for (Node item : sequence.getValue()) {
      Optional<Object> value = bind(shape.item(), item, path);
      value.ifPresent(values::add);
      whole &= value.isPresent();
    }
    return whole ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  private Optional<Object> members(Shape.Members shape, Node node, String path) {
    if (!(node instanceof MappingNode group)) {
      return scalars.wrongKind(shape, node, path);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    boolean whole = true;
    for (Map.Entry<String, NodeTuple> entry : tuples(group, path).entrySet()) {
      String name = entry.getKey();
      notebook.member(path, name);
      if (!Pattern.matches(shape.names().pattern(), name)) {
        notebook.error(
            yaml.place(entry.getValue().getKeyNode()),
            "'" + name + "' cannot be a name here",
            "write " + shape.names().says());
        whole = false;
      }
      Optional<Object> value =
          bind(shape.member(), entry.getValue().getValueNode(), join(path, name));
      value.ifPresent(v -> values.put(name, v));
      whole &= value.isPresent();
    }
    return whole ? Optional.of(values) : Optional.empty();
  }

  private Optional<Object> keys(Shape.Keys shape, Node node, String path) {
    Optional<Shape.Key> shorthand = shape.shorthand();
    if (shorthand.isPresent() && node instanceof ScalarNode scalar && !isNull(scalar)) {
      Shape.Key key = shorthand.get();
      return bind(key.shape(), node, path)
          .flatMap(value -> construct(shape, Map.of(key.name(), value), path));
    }
    if (!(node instanceof MappingNode group)) {
      return scalars.wrongKind(shape, node, path);
    }
    Map<String, NodeTuple> tuples = tuples(group, path);
    Map<String, Object> values = new LinkedHashMap<>();
    Set<String> misspelt = new HashSet<>();
    boolean whole = noneUnknown(shape.concern().name(), shape.keys(), tuples, misspelt);
    for (Shape.Key key : shape.keys()) {
      @Nullable NodeTuple tuple = tuples.get(key.name());
      if (tuple == null) {
        whole &= misspelt.contains(key.name()) || mayLack(key, path);
      } else {
        Optional<Object> value = bind(key.shape(), tuple.getValueNode(), join(path, key.name()));
        value.ifPresent(v -> values.put(key.name(), v));
        whole &= value.isPresent();
      }
    }
    return whole ? construct(shape, values, path) : Optional.empty();
  }

  private boolean mayLack(Shape.Key key, String path) {
    if (key.required()) {
      notebook.error(
          notebook.places.key(path),
          "'" + key.name() + "' is missing" + (path.isEmpty() ? "" : " in " + path),
          "add " + key.name() + ": " + Wording.wanted(key.shape()));
      return false;
    }
    if (key.shape() instanceof Shape.Text text) {
      text.refersTo()
          .filter(Shape.Reference::orTheOnlyOne)
          .ifPresent(r -> notebook.lack(key.name(), r, notebook.places.key(path)));
    }
    return true;
  }

  private Optional<Object> oneKey(Shape.OneKey shape, Node node, String path) {
    if (!(node instanceof MappingNode group)) {
      return scalars.wrongKind(shape, node, path);
    }
    Map<String, NodeTuple> tuples = tuples(group, path);
    boolean known =
        noneUnknown(shape.concern().name(), shape.alternatives(), tuples, new HashSet<>());
    List<Shape.Key> chosen =
        shape.alternatives().stream().filter(key -> tuples.containsKey(key.name())).toList();
    Optional<Object> value = Optional.empty();
    for (Shape.Key key : chosen) {
      @Nullable NodeTuple tuple = tuples.get(key.name());
      if (tuple != null) {
        value = bind(key.shape(), tuple.getValueNode(), join(path, key.name()));
      }
    }
    if (chosen.size() == 1) {
      return known ? value : Optional.empty();
    }
    if (chosen.size() > 1 || known) {
      String found = chosen.isEmpty() ? "none" : Wording.names(chosen);
      notebook.error(
          notebook.places.key(path),
          Wording.name(path) + " must hold one key, and holds " + found,
          "write " + Wording.wanted(shape));
    }
    return Optional.empty();
  }

  private Optional<Object> wordOr(Shape.WordOr shape, Node node, String path) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().equals(shape.word())
          ? Optional.of(instance(shape.wordType(), List.of()))
          : scalars.wrongKind(shape, node, path);
    }
    if (node instanceof SequenceNode) {
      return scalars.wrongKind(shape, node, path);
    }
    return bind(shape.other(), node, path)
        .map(value -> instance(shape.otherType(), List.of(value)));
  }

  /** Notes unknown keys, and gathers the known ones that they were probably meant to be. */
  private boolean noneUnknown(
      String concern, List<Shape.Key> keys, Map<String, NodeTuple> tuples, Set<String> misspelt) {
    boolean known = true;
    for (Map.Entry<String, NodeTuple> entry : tuples.entrySet()) {
      String name = entry.getKey();
      boolean fits =
          name.startsWith(OWN_KEY) || keys.stream().anyMatch(key -> key.name().equals(name));
      if (!fits) {
        Optional<String> meant = meant(name, keys);
        meant.ifPresent(misspelt::add);
        notebook.error(
            yaml.place(entry.getValue().getKeyNode()),
            "'" + name + "' is not a key of " + concern,
            meant
                .map(key -> "did you mean '" + key + "'?")
                .orElseGet(() -> "the keys are: " + Wording.names(keys)));
      }
      known &= fits;
    }
    return known;
  }

  private static Optional<String> meant(String name, List<Shape.Key> keys) {
    Optional<String> tried =
        keys.stream()
            .filter(key -> key.alsoTried().contains(name))
            .map(Shape.Key::name)
            .findFirst();
    return tried.or(() -> Similar.nearest(name, keys.stream().map(Shape.Key::name).toList()));
  }

  /** The keys of a group with what stands under them; notes where each stands, and doubles. */
  private Map<String, NodeTuple> tuples(MappingNode group, String path) {
    Map<String, NodeTuple> tuples = new LinkedHashMap<>();
    for (NodeTuple tuple : group.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        notebook.error(
            yaml.place(tuple.getKeyNode()), "a key must be a single word", "write name: value");
        continue;
      }
      Place place = yaml.place(key);
      @Nullable NodeTuple first = tuples.putIfAbsent(key.getValue(), tuple);
      if (first != null) {
        notebook.error(
            place,
            "'"
                + key.getValue()
                + "' stands here twice, first in line "
                + yaml.place(first.getKeyNode()).line(),
            "remove or rename one of the two");
        continue;
      }
      Node value = tuple.getValueNode();
      notebook.places.put(
          join(path, key.getValue()),
          new Places.Spot(place, yaml.place(value), !(value instanceof ScalarNode)));
    }
    return tuples;
  }

  private Optional<Object> construct(Shape.Keys shape, Map<String, Object> values, String path) {
    RecordComponent[] components = shape.type().getRecordComponents();
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      arguments.add(argument(components[i], shape.keys().get(i), values));
    }
    Object made = instance(shape.type(), arguments);
    if (made instanceof Checked checked) {
      for (Checked.Objection objection : checked.objections()) {
        notebook.error(place(path, objection), objection.message(), objection.hint());
      }
      for (Checked.Objection remark : checked.remarks()) {
        notebook.warning(place(path, remark), remark.message(), remark.hint());
      }
    }
    return Optional.of(made);
  }

  private Place place(String path, Checked.Objection objection) {
    return notebook.places.nearest(join(path, objection.key()));
  }

  private static Object argument(
      RecordComponent component, Shape.Key key, Map<String, Object> values) {
    @Nullable Object value = values.get(key.name());
    Class<?> type = component.getType();
    if (type == Optional.class) {
      return Optional.ofNullable(value);
    }
    if (value != null) {
      return value;
    }
    if (type == List.class) {
      return List.of();
    }
    return type == Map.class
        ? Map.of()
        : Scalars.byDefault(key.shape(), key.byDefault().orElseThrow());
  }

  private static Object instance(Class<? extends Record> type, List<Object> arguments) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("A configuration record refused its values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static boolean isNull(ScalarNode scalar) {
    return scalar.getTag().equals(Tag.NULL);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
