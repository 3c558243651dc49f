package dev.syncline.app.config.reading;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Secrecy;
import dev.syncline.app.config.shape.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values: text, settings, numbers, words. What does not fit is noted and empty. */
final class Scalars {
  private final YamlText yaml;
  private final Notebook notebook;

  Scalars(YamlText yaml, Notebook notebook) {
    this.yaml = yaml;
    this.notebook = notebook;
  }

  Optional<Object> text(Shape.Text shape, Node node, String path) {
    Optional<String> found = textOf(node, path, shape, shape.numbers().isPresent());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String text = found.get();
    if (shape.rule().isPresent() && !fits(shape.rule().get(), text)) {
      notebook.error(
          yaml.place(node),
          Wording.name(path) + " is '" + text + "', which does not fit",
          "write " + shape.rule().get().says());
      return Optional.empty();
    }
    shape.refersTo().ifPresent(r -> notebook.mention(r, text, yaml.place(node)));
    return Optional.of(text);
  }

  Optional<Object> setting(Shape.SettingText shape, Node node, String path) {
    Optional<String> found = textOf(node, path, shape, false);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<Setting> setting = Setting.parse(found.get());
    if (setting.isEmpty()) {
      notebook.error(
          yaml.place(node),
          Wording.name(path) + " has a reference that is none",
          "write ${env:NAME} or ${file:PATH} as the whole value");
      return Optional.empty();
    }
    if (setting.get() instanceof Setting.Literal literal) {
      return literal(shape, literal, node, path);
    }
    notebook.setting(setting.get(), yaml.place(node));
    return Optional.of(setting.get());
  }

  private Optional<Object> literal(
      Shape.SettingText shape, Setting.Literal literal, Node node, String path) {
    if (shape.secrecy() == Secrecy.REFERENCE_ONLY || isKeyItself(shape, literal)) {
      notebook.error(
          yaml.place(node),
          Wording.name(path) + " is a secret and must not stand in this file",
          "write " + Wording.wanted(shape));
      return Optional.empty();
    }
    if (shape.secrecy() == Secrecy.PATH_OR_REFERENCE) {
      Setting content = new Setting.Content(literal.text());
      notebook.setting(content, yaml.place(node));
      return Optional.of(content);
    }
    if (shape.rule().isPresent() && !fits(shape.rule().get(), literal.text())) {
      notebook.error(
          yaml.place(node),
          Wording.name(path) + " does not fit",
          "write " + shape.rule().get().says());
      return Optional.empty();
    }
    return Optional.of(literal);
  }

  private static boolean isKeyItself(Shape.SettingText shape, Setting.Literal literal) {
    return shape.secrecy() == Secrecy.PATH_OR_REFERENCE
        && (literal.text().contains("-----BEGIN") || literal.text().contains("\n"));
  }

  Optional<Object> whole(Shape shape, Node node, String path) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
      try {
        return Optional.of(Integer.parseInt(scalar.getValue()));
      } catch (NumberFormatException e) {
        notebook.error(
            yaml.place(node), Wording.name(path) + " is too large a number", "write a smaller one");
        return Optional.empty();
      }
    }
    return wrongKind(shape, node, path);
  }

  Optional<Object> truth(Shape shape, Node node, String path) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)
        ? Optional.of(Boolean.parseBoolean(scalar.getValue()))
        : wrongKind(shape, node, path);
  }

  Optional<Object> choice(Shape.Choice shape, Node node, String path) {
    Optional<String> found = textOf(node, path, shape, false);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String word = found.get();
    if (!shape.words().contains(word)) {
      notebook.error(
          yaml.place(node),
          Wording.name(path) + " is '" + word + "'",
          Similar.nearest(word, shape.words())
              .map(w -> "did you mean '" + w + "'?")
              .orElseGet(() -> "write " + Wording.wanted(shape)));
      return Optional.empty();
    }
    return constant(shape, word);
  }

  /** The value that a default written in an annotation stands for. */
  static Object byDefault(Shape shape, String text) {
    return switch (shape) {
      case Shape.Truth _ -> Boolean.parseBoolean(text);
      case Shape.Whole _ -> Integer.parseInt(text);
      case Shape.Choice choice -> constant(choice, text).orElseThrow();
      case Shape.SettingText _ -> Setting.parse(text).orElseThrow();
      case Shape.Text _ -> text;
      case Shape.Items _, Shape.Members _, Shape.Keys _, Shape.OneKey _, Shape.WordOr _ ->
          throw new IllegalStateException("A group has no default: " + text);
    };
  }

  private static Optional<Object> constant(Shape.Choice shape, String word) {
    String name = word.toUpperCase(Locale.ROOT);
    return Arrays.stream(shape.type().getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .map(Object.class::cast)
        .findFirst();
  }

  private Optional<String> textOf(Node node, String path, Shape shape, boolean numberToo) {
    if (!(node instanceof ScalarNode scalar)) {
      wrongKind(shape, node, path);
      return Optional.empty();
    }
    boolean number = scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT);
    boolean text = scalar.getTag().equals(Tag.STR) || scalar.getTag().equals(Tag.ENV_TAG);
    if (text || (number && numberToo)) {
      return Optional.of(scalar.getValue());
    }
    boolean secret =
        shape instanceof Shape.SettingText setting && setting.secrecy() != Secrecy.OPEN;
    if (secret && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    if (number || scalar.getTag().equals(Tag.BOOL)) {
      notebook.error(
          yaml.place(node),
          Wording.name(path) + " must be text, not " + Wording.kind(node),
          "put it in double quotes");
      return Optional.empty();
    }
    wrongKind(shape, node, path);
    return Optional.empty();
  }

  /** Notes that something else was expected; always empty. */
  Optional<Object> wrongKind(Shape shape, Node node, String path) {
    String found = Wording.kind(node);
    if (found.equals("nothing")) {
      notebook.error(
          notebook.places.key(path),
          Wording.name(path) + " has no value",
          "write " + Wording.wanted(shape));
    } else {
      notebook.error(
          yaml.place(node),
          Wording.name(path) + " must not be " + found,
          "write " + Wording.wanted(shape));
    }
    return Optional.empty();
  }

  static boolean fits(Shape.TextRule rule, String text) {
    return Pattern.matches(rule.pattern(), text);
  }
}
