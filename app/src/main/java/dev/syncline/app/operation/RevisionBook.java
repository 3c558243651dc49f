package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Revisions;
import dev.syncline.engine.database.Revisions.Author;
import dev.syncline.engine.database.Revisions.Revision;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.revision.MappingDocument;
import dev.syncline.engine.revision.RevisionDiff;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.util.List;
import java.util.Optional;

/** Keeps what mappings say as revisions, so that it is known what has changed. */
final class RevisionBook {
  /** The code of a mapping that runs by a file that is no longer what holds. */
  static final String NEWER = "REVISION-NEWER";

  private final Connections connections;
  private final Optional<Author> author;

  RevisionBook(Connections connections, Author author) {
    this(connections, Optional.of(author));
  }

  private RevisionBook(Connections connections, Optional<Author> author) {
    this.connections = connections;
    this.author = author;
  }

  /** A book in which nothing is written. */
  static RevisionBook reading(Connections connections) {
    return new RevisionBook(connections, Optional.empty());
  }

  /**
   * Checks that a mapping that runs already still is what holds.
   *
   * @throws MappingException with code {@link #NEWER} if another process has begun by another file
   */
  void require(Mapping mapping) {
    Optional<MappingDocument> document = connections.document(mapping.name());
    if (author.isPresent() || document.isEmpty()) {
      return;
    }
    connections
        .database(mapping.database())
        .revisions()
        .last(mapping.name())
        .filter(last -> !last.document().equals(document.get().text()))
        .ifPresent(
            last -> {
              throw newer(mapping, last);
            });
  }

  private static MappingException newer(Mapping mapping, Revision last) {
    return new MappingException(
        List.of(
            new Problem(
                NEWER,
                ErrorClass.MAPPING,
                "mapping %s: revision %d says otherwise than this process knows"
                    .formatted(mapping.name(), last.number()),
                "start this process again, so that it reads the configuration")));
  }

  /** Keeps what a mapping says that is made ready, if it is not what holds already. */
  void keep(ResolvedMapping resolved) {
    Mapping mapping = resolved.mapping();
    Optional<MappingDocument> document = connections.document(mapping.name());
    if (author.isEmpty() || document.isEmpty()) {
      return;
    }
    Database database = connections.database(mapping.database());
    Revisions revisions = database.revisions();
    Optional<Revision> last = revisions.last(mapping.name());
    String text = document.get().text();
    if (last.filter(r -> r.document().equals(text)).isPresent()) {
      return;
    }
    RevisionDiff diff =
        last.map(r -> RevisionDiff.between(MappingDocument.parse(r.document()), document.get()))
            .orElse(RevisionDiff.NONE);
    revisions.keep(mapping.name(), text, author.get(), diff.toFill(), diff.removed());
  }
}
