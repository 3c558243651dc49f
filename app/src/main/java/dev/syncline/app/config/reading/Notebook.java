package dev.syncline.app.config.reading;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the binder notes on its way through a file: findings, and what can only be told at its end.
 * Used by one thread.
 */
final class Notebook {
  final Places places;
  private final List<Finding> findings = new ArrayList<>();
  private final List<LocatedSetting> settings = new ArrayList<>();
  private final List<Mention> mentions = new ArrayList<>();
  private final List<Lack> lacks = new ArrayList<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();

  Notebook(Places places) {
    this.places = places;
  }

  private record Mention(String group, String name, Place place) {}

  private record Lack(String key, String group, Place place) {}

  void error(Place place, String message, String hint) {
    findings.add(Finding.error(place, message, hint));
  }

  void warning(Place place, String message, String hint) {
    findings.add(new Finding(Finding.Severity.WARNING, place, message, hint));
  }

  void setting(Setting setting, Place place) {
    settings.add(new LocatedSetting(setting, place));
  }

  void member(String group, String name) {
    members.computeIfAbsent(group, g -> new ArrayList<>()).add(name);
  }

  /** A text that names a member of a group. */
  void mention(Shape.Reference reference, String name, Place place) {
    mentions.add(new Mention(reference.group(), name, place));
  }

  /** A key that may only be left out where its group has one member. */
  void lack(String key, Shape.Reference reference, Place place) {
    lacks.add(new Lack(key, reference.group(), place));
  }

  List<LocatedSetting> settings() {
    return List.copyOf(settings);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Checks what mentions other parts of the file, now that all of it has been seen. */
  void close() {
    mentions.forEach(this::checkMention);
    lacks.forEach(this::checkLack);
  }

  private void checkMention(Mention mention) {
    List<String> names = members.getOrDefault(mention.group(), List.of());
    if (names.contains(mention.name())) {
      return;
    }
    String one = singular(mention.group());
    error(
        mention.place(),
        "there is no " + one + " '" + mention.name() + "'",
        Similar.nearest(mention.name(), names)
            .map(name -> "did you mean '" + name + "'?")
            .orElseGet(() -> choices(mention.group(), names)));
  }

  private void checkLack(Lack lack) {
    List<String> names = members.getOrDefault(lack.group(), List.of());
    if (names.size() != 1) {
      String found =
          names.isEmpty()
              ? "there is no " + singular(lack.group())
              : "there are " + names.size() + " " + lack.group();
      error(
          lack.place(),
          "'" + lack.key() + "' is missing, and " + found,
          names.isEmpty()
              ? choices(lack.group(), names)
              : "add " + lack.key() + ": with one of " + String.join(", ", names));
    }
  }

  private static String choices(String group, List<String> names) {
    return names.isEmpty()
        ? "add it under " + group
        : "the " + group + " are: " + String.join(", ", names);
  }

  private static String singular(String group) {
    return group.substring(0, group.length() - 1);
  }
}
