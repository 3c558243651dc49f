package dev.syncline.app.cli.command;

import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.reading.Similar;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import java.util.List;

/** Finds the mappings that a command line names. */
final class NamedMappings {
  private NamedMappings() {}

  /**
   * The mappings of these names, all of them where none is named, each once.
   *
   * @throws UsageException if there is none of a name
   */
  static List<Mapping> orAll(List<String> names, List<Mapping> mappings) {
    return names.isEmpty()
        ? mappings
        : names.stream().map(name -> one(name, mappings)).distinct().toList();
  }

  /**
   * The mapping of that name.
   *
   * @throws UsageException if there is none
   */
  static Mapping one(String name, List<Mapping> mappings) {
    List<String> known = mappings.stream().map(m -> m.name().value()).toList();
    return mappings.stream()
        .filter(m -> m.name().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no mapping '" + name + "'",
                    Similar.nearest(name, known)
                        .map(n -> "did you mean '" + n + "'?")
                        .orElse("the mappings are: " + String.join(", ", known))));
  }

  /**
   * Checks that mappings go a way.
   *
   * @param way PULL or PUSH
   * @throws UsageException if one does not, or there is none
   */
  static void requireWay(List<Mapping> mappings, Direction way) {
    String verb = way == Direction.PULL ? "pull" : "push";
    if (mappings.isEmpty()) {
      throw new UsageException(
          "no mapping is to " + verb, "give one direction '" + verb + "' or 'both'");
    }
    for (Mapping mapping : mappings) {
      boolean goes =
          way == Direction.PULL ? mapping.direction().pulls() : mapping.direction().pushes();
      if (!goes) {
        throw new UsageException(
            "mapping %s does not %s".formatted(mapping.name(), verb),
            "name others, or give it direction '%s' or 'both'".formatted(verb));
      }
    }
  }
}
