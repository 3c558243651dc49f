package dev.syncline.app.config.shape;

import dev.syncline.app.config.setting.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes the form of a configuration from its records. */
public final class Shapes {
  private Shapes() {}

  /**
   * The form that a record describes.
   *
   * @throws IllegalStateException if a record says too little of itself, which is a defect
   */
  public static Shape.Keys of(Class<? extends Record> type) {
    List<Shape.Key> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      keys.add(key(component));
    }
    return new Shape.Keys(type, keys);
  }

  static Concern concernOf(Class<?> type) {
    Concern concern = type.getAnnotation(Concern.class);
    if (concern == null) {
      throw new IllegalStateException(type + " does not say its concern");
    }
    return concern;
  }

  private static Shape.Key key(RecordComponent component) {
    Entry entry = component.getAnnotation(Entry.class);
    if (entry == null) {
      throw new IllegalStateException(component + " of a configuration record has no Entry");
    }
    Class<?> raw = component.getType();
    boolean mayBeAbsent = raw == Optional.class || raw == List.class || raw == Map.class;
    Optional<String> byDefault = text(entry.byDefault());
    return new Shape.Key(
        component.getName(),
        shape(component.getGenericType(), entry),
        !mayBeAbsent && byDefault.isEmpty(),
        byDefault,
        entry.value(),
        List.of(entry.alsoTried()));
  }

  private static Shape shape(Type type, Entry entry) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      Shape inner = shape(last, entry);
      if (generic.getRawType() == Optional.class) {
        return inner;
      }
      return generic.getRawType() == List.class
          ? new Shape.Items(inner)
          : new Shape.Members(entry.names(), inner);
    }
    return plain((Class<?>) type, entry);
  }

  private static Shape plain(Class<?> type, Entry entry) {
    Optional<Shape.TextRule> rule =
        text(entry.pattern()).map(p -> new Shape.TextRule(p, entry.says()));
    if (type == String.class) {
      Optional<Shape.Reference> reference =
          text(entry.refersTo()).map(g -> new Shape.Reference(g, entry.orTheOnlyOne()));
      return new Shape.Text(rule, numbers(entry.numbers()), reference);
    }
    if (type == Setting.class) {
      return new Shape.SettingText(rule, entry.secrecy());
    }
    if (type == int.class || type == Integer.class) {
      return new Shape.Whole(entry.says());
    }
    if (type == boolean.class) {
      return new Shape.Truth();
    }
    if (type.isEnum()) {
      return choice(type);
    }
    return type.isSealed() ? union(type) : of(type.asSubclass(Record.class));
  }

  private static Optional<Shape.Numbers> numbers(int[] range) {
    return range.length == 2
        ? Optional.of(new Shape.Numbers(range[0], range[1]))
        : Optional.empty();
  }

  private static Shape choice(Class<?> type) {
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
            .toList();
    @SuppressWarnings("unchecked") // type.isEnum() was asked
    Class<? extends Enum<?>> enumeration = (Class<? extends Enum<?>>) type;
    return new Shape.Choice(enumeration, words);
  }

  private static Shape union(Class<?> type) {
    List<Class<? extends Record>> cases = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      cases.add(permitted.asSubclass(Record.class));
    }
    Class<? extends Record> first = cases.getFirst();
    String word = concernOf(first).word();
    if (!word.isEmpty()) {
      Class<? extends Record> other = cases.getLast();
      Shape.Key component = key(other.getRecordComponents()[0]);
      return new Shape.WordOr(type, word, first, other, component.shape());
    }
    List<Shape.Key> alternatives = new ArrayList<>();
    for (Class<? extends Record> permitted : cases) {
      alternatives.add(alternative(permitted));
    }
    return new Shape.OneKey(type, alternatives);
  }

  private static Shape.Key alternative(Class<? extends Record> type) {
    String name = type.getSimpleName();
    String key = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    String doc = concernOf(type).doc();
    return new Shape.Key(key, of(type), false, Optional.empty(), doc, List.of());
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
