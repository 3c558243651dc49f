package dev.syncline.app.config.schema;

import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.shape.Shape;
import dev.syncline.app.config.shape.Shapes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the reference of the configuration from its records, as Markdown. */
final class ReferencePage {
  private final StringBuilder page = new StringBuilder();
  private final Set<Class<?>> written = new LinkedHashSet<>();

  private ReferencePage() {}

  /** The whole page. */
  static String text() {
    var reference = new ReferencePage();
    reference.page.append(head());
    reference.section("syncline.yaml", Shapes.of(SynclineConfig.class));
    return reference.page.toString();
  }

  private static String head() {
    try (InputStream in = ReferencePage.class.getResourceAsStream("reference-head.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void section(String path, Shape.Keys keys) {
    if (!written.add(keys.type())) {
      return;
    }
    heading(path, keys.concern().doc());
    rows(keys.keys());
    keys.keys().forEach(key -> inner(below(path, key.name()), key.shape()));
  }

  private void inner(String path, Shape shape) {
    switch (shape) {
      case Shape.Keys keys -> section(path, keys);
      case Shape.Members members -> inner(path + ".NAME", members.member());
      case Shape.Items items -> inner(path, items.item());
      case Shape.WordOr either -> inner(path, either.other());
      case Shape.OneKey one -> {
        heading(path, one.concern().doc());
        rows(one.alternatives());
        one.alternatives().forEach(key -> inner(below(path, key.name()), key.shape()));
      }
      case Shape.Text _, Shape.SettingText _, Shape.Whole _, Shape.Truth _, Shape.Choice _ -> {}
    }
  }

  private void heading(String path, String doc) {
    page.append("\n## ").append(path).append("\n\n").append(doc).append("\n\n");
  }

  private void rows(List<Shape.Key> keys) {
    page.append("| key | value | when left out | meaning |\n|---|---|---|---|\n");
    for (Shape.Key key : keys) {
      page.append("| `").append(key.name()).append("` | ").append(cell(value(key.shape())));
      page.append(" | ").append(absent(key)).append(" | ").append(cell(key.doc())).append(" |\n");
    }
  }

  private static String absent(Shape.Key key) {
    if (key.required()) {
      return "must be there";
    }
    return key.byDefault().map(value -> "`" + value + "`").orElse("–");
  }

  private static String value(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text.rule().map(Shape.TextRule::says).orElse("text");
      case Shape.SettingText setting -> setting(setting);
      case Shape.Whole whole -> whole.says();
      case Shape.Truth _ -> "`true` or `false`";
      case Shape.Choice choice ->
          choice.words().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
      case Shape.Items items -> "a list, each " + value(items.item());
      case Shape.Members _ -> "a group, see below";
      case Shape.Keys keys ->
          keys.shorthand().map(key -> value(key.shape()) + ", or ").orElse("") + "keys, see below";
      case Shape.OneKey _ -> "one key, see below";
      case Shape.WordOr either -> "`\"" + either.word() + "\"`, or " + value(either.other());
    };
  }

  private static String setting(Shape.SettingText setting) {
    String says = setting.rule().map(Shape.TextRule::says).orElse("text");
    return switch (setting.secrecy()) {
      case OPEN -> says;
      case REFERENCE_ONLY -> "**secret:** a reference";
      case PATH_OR_REFERENCE -> "the path of a file, or a reference";
    };
  }

  private static String below(String path, String key) {
    return path.equals("syncline.yaml") ? key : path + "." + key;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
