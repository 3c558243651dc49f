package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Revisions.Revision;
import dev.syncline.engine.revision.MappingDocument;
import dev.syncline.engine.revision.RevisionDiff;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.util.List;
import java.util.Optional;

/** Shows what mappings said before. Asks no org and changes nothing. */
public final class RevisionOperation {
  private final Connections connections;

  public RevisionOperation(Connections connections) {
    this.connections = connections;
  }

  /** The last revisions of a mapping, newest first. */
  public List<Revision> list(Mapping mapping, int max) {
    Database database = connections.reach(mapping.database());
    return database.isInstalled() ? database.revisions().list(mapping.name(), max) : List.of();
  }

  /** How two revisions differ. */
  public record Compared(String from, String to, RevisionDiff diff) {}

  /**
   * Compares the configuration with a revision, or two revisions.
   *
   * @param from a revision's number; absent means the one that holds
   * @param to a revision's number; absent means the configuration
   * @throws MappingException if there is no such revision
   */
  public Compared compare(Mapping mapping, Optional<Long> from, Optional<Long> to) {
    List<Revision> revisions = list(mapping, from.isPresent() ? Integer.MAX_VALUE : 1);
    Revision earlier =
        from.map(number -> find(mapping, revisions, number))
            .or(() -> revisions.stream().findFirst())
            .orElseThrow(() -> unknown(mapping, "no revision yet"));
    Optional<Revision> later = to.map(number -> find(mapping, revisions, number));
    MappingDocument document =
        later
            .map(r -> MappingDocument.parse(r.document()))
            .or(() -> connections.document(mapping.name()))
            .orElseThrow();
    return new Compared(
        "revision " + earlier.number(),
        later.map(r -> "revision " + r.number()).orElse("the configuration"),
        RevisionDiff.between(MappingDocument.parse(earlier.document()), document));
  }

  private static Revision find(Mapping mapping, List<Revision> revisions, long number) {
    return revisions.stream()
        .filter(r -> r.number() == number)
        .findFirst()
        .orElseThrow(() -> unknown(mapping, "no revision " + number));
  }

  private static MappingException unknown(Mapping mapping, String what) {
    return new MappingException(
        List.of(
            new Problem(
                "REVISION-UNKNOWN",
                ErrorClass.MAPPING,
                "mapping %s has %s".formatted(mapping.name(), what),
                "see 'syncline mapping revisions " + mapping.name() + "'")));
  }
}
