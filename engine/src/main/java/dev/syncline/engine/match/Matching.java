package dev.syncline.engine.match;

import dev.syncline.engine.database.RowMatches.Candidate;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a row or a record without a link is. The first rule by which anything is found
 * decides. It is a match if one row and one record, neither of them linked, have each other and no
 * third: else a person must look. Pure.
 */
public final class Matching {
  /** The most candidates that a problem names. */
  private static final int MAX_NAMED = 5;

  private final ResolvedMapping mapping;
  private final List<MatchKeys.Rule> rules;

  public Matching(ResolvedMapping mapping, MatchKeys keys) {
    this.mapping = mapping;
    this.rules = keys.rules();
  }

  /**
   * What a row is that is to become a record.
   *
   * @param keys the row's keys
   * @param records those that have one of its keys, and perhaps others
   * @param rows those that have a key of the row or of one of the records, and perhaps others
   */
  public Match<RecordId> ofRow(
      RowKey row,
      List<Optional<String>> keys,
      Collection<FoundRecord> records,
      Collection<Candidate> rows) {
    for (int rule = 0; rule < rules.size(); rule++) {
      int number = rule;
      List<FoundRecord> alike =
          records.stream().filter(r -> shares(keys, r.keys(), number)).toList();
      if (!alike.isEmpty()) {
        return ofRow(row, rule, alike, rows);
      }
    }
    boolean precedes =
        rows.stream()
            .filter(c -> c.record().isEmpty() && c.creates() && sharesAny(keys, c.keys()))
            .anyMatch(c -> c.row().value().compareTo(row.value()) < 0);
    return precedes ? new Match.Later<>() : new Match.New<>();
  }

  private Match<RecordId> ofRow(
      RowKey row, int rule, List<FoundRecord> alike, Collection<Candidate> rows) {
    List<FoundRecord> free = alike.stream().filter(r -> r.row().isEmpty()).toList();
    if (free.isEmpty()) {
      FoundRecord taken = alike.getFirst();
      return new Match.Unclear<>(
          taken(
              "row " + row,
              "record " + taken.id(),
              "row " + taken.row().map(RowKey::value).orElse(""),
              rule));
    }
    if (free.size() > 1) {
      return new Match.Unclear<>(
          ambiguous(
              "row " + row, "records", free.stream().map(r -> r.id().value()).toList(), rule));
    }
    FoundRecord found = free.getFirst();
    List<String> rivals =
        rows.stream()
            .filter(c -> !c.row().equals(row) && c.record().isEmpty())
            .filter(c -> sharesUpTo(found.keys(), c.keys(), rule))
            .map(c -> c.row().value())
            .distinct()
            .toList();
    return rivals.isEmpty()
        ? new Match.Same<>(found.id())
        : new Match.Unclear<>(shared("row " + row, "record " + found.id(), "rows", rivals, rule));
  }

  /**
   * What a record is that is to become a row.
   *
   * @param keys the record's keys
   * @param rows those that have one of its keys, and perhaps others
   * @param records those that have a key of one of the rows, and perhaps others
   */
  public Match<RowKey> ofRecord(
      RecordId record,
      List<Optional<String>> keys,
      Collection<Candidate> rows,
      Collection<FoundRecord> records) {
    for (int rule = 0; rule < rules.size(); rule++) {
      int number = rule;
      List<Candidate> alike = rows.stream().filter(c -> shares(keys, c.keys(), number)).toList();
      if (!alike.isEmpty()) {
        return ofRecord(record, rule, alike, records);
      }
    }
    return new Match.New<>();
  }

  private Match<RowKey> ofRecord(
      RecordId record, int rule, List<Candidate> alike, Collection<FoundRecord> records) {
    List<RowKey> free =
        alike.stream().filter(c -> c.record().isEmpty()).map(Candidate::row).distinct().toList();
    if (free.isEmpty()) {
      Candidate taken = alike.getFirst();
      return new Match.Unclear<>(
          taken(
              "record " + record,
              "row " + taken.row(),
              "record " + taken.record().map(RecordId::value).orElse(""),
              rule));
    }
    if (free.size() > 1) {
      return new Match.Unclear<>(
          ambiguous("record " + record, "rows", free.stream().map(RowKey::value).toList(), rule));
    }
    Candidate found = alike.stream().filter(c -> c.record().isEmpty()).findFirst().orElseThrow();
    List<String> rivals =
        records.stream()
            .filter(r -> !r.id().equals(record) && r.row().isEmpty())
            .filter(r -> sharesUpTo(found.keys(), r.keys(), rule))
            .map(r -> r.id().value())
            .distinct()
            .toList();
    return rivals.isEmpty()
        ? new Match.Same<>(found.row())
        : new Match.Unclear<>(
            shared("record " + record, "row " + found.row(), "records", rivals, rule));
  }

  /** Whether both have the same key by a rule. */
  static boolean shares(List<Optional<String>> one, List<Optional<String>> other, int rule) {
    return one.get(rule).isPresent() && one.get(rule).equals(other.get(rule));
  }

  private boolean sharesAny(List<Optional<String>> one, List<Optional<String>> other) {
    return sharesUpTo(one, other, rules.size() - 1);
  }

  private static boolean sharesUpTo(
      List<Optional<String>> one, List<Optional<String>> other, int last) {
    for (int rule = 0; rule <= last; rule++) {
      if (shares(one, other, rule)) {
        return true;
      }
    }
    return false;
  }

  private Problem ambiguous(String subject, String kind, List<String> candidates, int rule) {
    return unclear(
        "%s is as %s %s are by %s".formatted(subject, kind, named(candidates), words(rule)));
  }

  private Problem shared(String subject, String found, String kind, List<String> rivals, int rule) {
    return unclear(
        "%s is as %s is by %s, and so are %s %s"
            .formatted(subject, found, words(rule), kind, named(rivals)));
  }

  private Problem unclear(String what) {
    return new Problem(
        "MATCH-AMBIGUOUS",
        ErrorClass.DATA,
        mapping.table().name() + ": " + what,
        "Link the right two with 'syncline link set', or make the others differ; then 'syncline"
            + " parked retry'");
  }

  private Problem taken(String subject, String found, String owner, int rule) {
    return new Problem(
        "MATCH-TAKEN",
        ErrorClass.DATA,
        "%s: %s is as %s is by %s, which is linked with %s"
            .formatted(mapping.table().name(), subject, found, words(rule), owner),
        "Merge the two that are alike, or make them differ; then 'syncline parked retry'");
  }

  private String words(int rule) {
    return rules.get(rule).words();
  }

  private static String named(List<String> candidates) {
    String some = String.join(", ", candidates.subList(0, Math.min(MAX_NAMED, candidates.size())));
    int more = candidates.size() - MAX_NAMED;
    return more > 0 ? some + " and " + more + " more" : some;
  }
}
