package dev.syncline.engine.plan;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.revision.MappingDocument;
import dev.syncline.engine.revision.RevisionDiff;
import dev.syncline.model.FieldName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What is known of a mapping before it is planned.
 *
 * @param revision the number of the revision that holds; 0 before the first
 * @param before what that revision says; absent before the first
 * @param after what the configuration says
 * @param mapping as it would be once the statements are run
 * @param pending lines of earlier revisions that are not back-filled
 * @param toFill lines that are to be back-filled, the pending ones included
 * @param statements the SQL that is to be run before
 * @param counts how much there is
 * @param sample of the lines that are to be filled
 */
public record PlanFacts(
    long revision,
    Optional<MappingDocument> before,
    MappingDocument after,
    ResolvedMapping mapping,
    List<FieldName> pending,
    List<FieldName> toFill,
    List<String> statements,
    Counts counts,
    FieldSample sample) {
  /**
   * How much there is.
   *
   * @param links records that are linked with rows
   * @param records of the org that the mapping means now
   * @param recordsBefore of the org that it meant before, where its filter is another now
   * @param callsLeft the calls that the org still lets us make today; absent where it did not say
   */
  public record Counts(
      long links, OptionalLong records, OptionalLong recordsBefore, OptionalLong callsLeft) {}

  public PlanFacts {
    pending = List.copyOf(pending);
    toFill = List.copyOf(toFill);
    statements = List.copyOf(statements);
  }

  /** How the documents differ; from nothing before the first revision. */
  public RevisionDiff diff() {
    return RevisionDiff.between(
        before.orElseGet(() -> new MappingDocument(new TreeMap<>())), after);
  }
}
