package dev.syncline.app.config.reading;

import dev.syncline.app.config.shape.Shape;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The words of the findings. No value of a setting ever stands in them. */
final class Wording {
  private Wording() {}

  /** The last level of a path, in quotes; the whole configuration has no name. */
  static String name(String path) {
    return path.isEmpty()
        ? "the configuration"
        : "'" + path.substring(path.lastIndexOf('.') + 1) + "'";
  }

  /** What a node is, in words. */
  static String kind(Node node) {
    return switch (node) {
      case MappingNode _ -> "a group of keys";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar -> scalarKind(scalar.getTag());
      default -> "something else"; // anchors never leave the composer
    };
  }

  private static String scalarKind(Tag tag) {
    if (tag.equals(Tag.NULL)) {
      return "nothing";
    }
    if (tag.equals(Tag.BOOL)) {
      return "true or false";
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? "a number" : "text";
  }

  /** What a shape wants, in words. */
  static String wanted(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text.rule().map(Shape.TextRule::says).orElse("text");
      case Shape.SettingText setting -> wantedSetting(setting);
      case Shape.Whole whole -> whole.says();
      case Shape.Truth _ -> "true or false";
      case Shape.Choice choice -> "one of " + String.join(", ", choice.words());
      case Shape.Items items -> "a list, each " + wanted(items.item());
      case Shape.Members members -> "a group of names, each with " + wanted(members.member());
      case Shape.Keys keys -> wantedKeys(keys);
      case Shape.OneKey one -> "exactly one of " + names(one.alternatives());
      case Shape.WordOr either -> "\"" + either.word() + "\" or " + wanted(either.other());
    };
  }

  private static String wantedKeys(Shape.Keys keys) {
    String named = "the keys of " + keys.concern().name() + ": " + names(keys.keys());
    return keys.shorthand().map(key -> wanted(key.shape()) + ", or " + named).orElse(named);
  }

  private static String wantedSetting(Shape.SettingText setting) {
    return switch (setting.secrecy()) {
      case OPEN -> setting.rule().map(Shape.TextRule::says).orElse("text");
      case REFERENCE_ONLY -> "a reference such as ${env:NAME} or ${file:PATH}";
      case PATH_OR_REFERENCE -> "the path of a file, or a reference such as ${env:NAME}";
    };
  }

  static String names(List<Shape.Key> keys) {
    return keys.stream().map(Shape.Key::name).collect(Collectors.joining(", "));
  }

  static String firstSentence(String doc) {
    int end = doc.indexOf(". ");
    String sentence = end < 0 ? doc : doc.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
