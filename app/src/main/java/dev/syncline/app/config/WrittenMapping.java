package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Shape;
import dev.syncline.app.config.shape.Shapes;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping as it is written in the configuration: the keys that say more than their default. */
public final class WrittenMapping {
  private WrittenMapping() {}

  /** The keys and values of a mapping. A mapping holds no secrets. */
  public static Map<String, Object> keys(MappingConfig mapping) {
    return keys(mapping, Shapes.of(MappingConfig.class));
  }

  private static Map<String, Object> keys(Record said, Shape.Keys shape) {
    Map<String, Object> keys = new LinkedHashMap<>();
    RecordComponent[] components = said.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Shape.Key key = shape.keys().get(i);
      Optional<Object> written = written(value(said, components[i]));
      written
          .filter(v -> !key.byDefault().equals(Optional.of(String.valueOf(v))))
          .ifPresent(v -> keys.put(key.name(), v));
    }
    return keys;
  }

  private static Object value(Record said, RecordComponent component) {
    try {
      return component.getAccessor().invoke(said);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** Empty for what is left out. */
  private static Optional<Object> written(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.flatMap(WrittenMapping::written);
      case List<?> list -> list(list);
      case Map<?, ?> map -> Optional.of(map(map));
      case Enum<?> word -> Optional.of(word.name().toLowerCase(Locale.ROOT));
      case FieldsConfig.All _ -> Optional.of("*");
      case FieldsConfig.Listed listed -> Optional.of(map(listed.fields()));
      case Setting.Literal literal -> Optional.of(literal.text());
      case Setting reference -> Optional.of(reference.toString());
      case Record group -> Optional.of(group(group));
      default -> Optional.of(value);
    };
  }

  private static Optional<Object> list(List<?> list) {
    List<Object> items = new ArrayList<>();
    list.forEach(item -> written(item).ifPresent(items::add));
    return list.isEmpty() ? Optional.empty() : Optional.of(items);
  }

  private static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> written = new LinkedHashMap<>();
    map.forEach(
        (name, member) -> written.put(String.valueOf(name), written(member).orElse(Map.of())));
    return written;
  }

  /** A group that says its shorthand alone is written as that. */
  private static Object group(Record group) {
    Shape.Keys shape = Shapes.of(group.getClass());
    Map<String, Object> keys = keys(group, shape);
    Optional<Shape.Key> shorthand = shape.shorthand();
    boolean alone = shorthand.isPresent() && keys.keySet().equals(Set.of(shorthand.get().name()));
    return alone ? keys.values().iterator().next() : keys;
  }
}
