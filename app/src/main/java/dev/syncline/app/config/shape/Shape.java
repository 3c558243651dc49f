package dev.syncline.app.config.shape;

import java.util.List;
import java.util.Optional;

/** What may stand at one place of the configuration. */
public sealed interface Shape {
  /** Text of a form; the rule is absent where any text will do. */
  record Text(Optional<TextRule> rule, Optional<Numbers> numbers, Optional<Reference> refersTo)
      implements Shape {}

  /** Text, or a reference to where the text is kept. */
  record SettingText(Optional<TextRule> rule, Secrecy secrecy) implements Shape {}

  /** A whole number, and in words which. */
  record Whole(String says) implements Shape {}

  /** {@code true} or {@code false}. */
  record Truth() implements Shape {}

  /** One of these words, each of which is a constant of the enum. */
  record Choice(Class<? extends Enum<?>> type, List<String> words) implements Shape {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** A list. */
  record Items(Shape item) implements Shape {}

  /** A group of members under names. */
  record Members(Names names, Shape member) implements Shape {}

  /** A group of known keys. */
  record Keys(Class<? extends Record> type, List<Key> keys) implements Shape {
    public Keys {
      keys = List.copyOf(keys);
    }

    /** What the record says of itself. */
    public Concern concern() {
      return Shapes.concernOf(type);
    }

    /** The key that a plain text stands for, if there is one. */
    public Optional<Key> shorthand() {
      return keys.stream().filter(key -> key.name().equals(concern().shorthand())).findFirst();
    }
  }

  /** A group with exactly one of these keys, each with keys of its own. */
  record OneKey(Class<?> type, List<Key> alternatives) implements Shape {
    public OneKey {
      alternatives = List.copyOf(alternatives);
    }

    /** What the interface says of itself. */
    public Concern concern() {
      return Shapes.concernOf(type);
    }
  }

  /**
   * One word, or something else.
   *
   * @param wordType the record without components that the word makes
   * @param otherType the record with one component that the other makes
   */
  record WordOr(
      Class<?> type,
      String word,
      Class<? extends Record> wordType,
      Class<? extends Record> otherType,
      Shape other)
      implements Shape {}

  /** The form of a text: a regular expression for the whole of it, and the same in words. */
  record TextRule(String pattern, String says) {}

  /** The numbers that are as good as a text. */
  record Numbers(int least, int greatest) {}

  /** The group whose members a text names. */
  record Reference(String group, boolean orTheOnlyOne) {}

  /**
   * One key of a group.
   *
   * @param required whether the file must say it
   * @param byDefault what holds when the file does not; empty where nothing does
   */
  record Key(
      String name,
      Shape shape,
      boolean required,
      Optional<String> byDefault,
      String doc,
      List<String> alsoTried) {
    public Key {
      alsoTried = List.copyOf(alsoTried);
    }
  }
}
