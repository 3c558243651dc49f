package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.Headers;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of a job are split into batches by the ids of records. Bulk API Developer
 * Guide, PK Chunking Header; the refusal of what the header cannot say is unverified.
 *
 * @param size how many records lie between two boundaries, those in the recycle bin included
 * @param startRow where the first batch begins, 18 characters; null for the first record
 */
record PkChunking(int size, @Nullable String startRow) {
  private static final String HEADER = "Sforce-Enable-PKChunking";
  private static final int DEFAULT_SIZE = 100_000;
  private static final int MAX_SIZE = 250_000;

  /** Texts, signs and words of a statement. */
  private static final Pattern PIECE = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|[()]|[\\w.]+");

  /** Clauses besides WHERE: a statement that has one is not split. */
  private static final Set<String> OTHER_CLAUSES =
      Set.of(
          "ALL", "FOR", "GROUP", "HAVING", "LIMIT", "OFFSET", "ORDER", "UPDATE", "USING", "WITH");

  /**
   * What a request asks for; empty when it does not ask.
   *
   * @throws ClassicException (InvalidJob) if it asks for what there is not
   */
  static Optional<PkChunking> asked(Headers headers) {
    Optional<String> header = headers.find(HEADER).map(String::strip);
    if (header.isEmpty() || header.get().equalsIgnoreCase("false")) {
      return Optional.empty();
    }
    String start = headers.option(HEADER, "startRow").orElse("");
    if (!start.isEmpty() && RecordIds.parse(start).isEmpty()) {
      throw new ClassicException("InvalidJob", "Invalid startRow of PK chunking: " + start);
    }
    int size = headers.option(HEADER, "chunkSize").map(PkChunking::size).orElse(DEFAULT_SIZE);
    return Optional.of(new PkChunking(size, RecordIds.parse(start).orElse(null)));
  }

  private static int size(String text) {
    boolean fits = text.matches("\\d{1,6}") && Integer.parseInt(text) <= MAX_SIZE;
    if (!fits || Integer.parseInt(text) == 0) {
      throw new ClassicException(
          "InvalidJob",
          "chunkSize of PK chunking must lie between 1 and " + MAX_SIZE + ": " + text);
    }
    return Integer.parseInt(text);
  }

  /** The statements of the batches; none for a statement that is not split. */
  List<String> split(String statement, ObjectDefinition object, Snapshot view) {
    int where = -1;
    int depth = 0;
    Matcher piece = PIECE.matcher(statement);
    while (piece.find()) {
      String word = piece.group().toUpperCase(Locale.ROOT);
      depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
      if (depth == 0 && OTHER_CLAUSES.contains(word)) {
        return List.of();
      }
      if (depth == 0 && word.equals("WHERE")) {
        where = piece.end();
      }
    }
    String head = where < 0 ? statement + " WHERE " : statement.substring(0, where) + " ";
    String condition = where < 0 ? "" : "(" + statement.substring(where).strip() + ") AND ";
    List<String> boundaries = boundaries(object, view);
    if (boundaries.isEmpty()) {
      return List.of(statement);
    }
    var statements = new ArrayList<String>(boundaries.size());
    for (int i = 0; i < boundaries.size(); i++) {
      String from = "Id >= '" + boundaries.get(i) + "'";
      String to = i + 1 == boundaries.size() ? "" : " AND Id < '" + boundaries.get(i + 1) + "'";
      statements.add(head + condition + from + to);
    }
    return statements;
  }

  /** The first ids of the batches. */
  private List<String> boundaries(ObjectDefinition object, Snapshot view) {
    var boundaries = new ArrayList<String>();
    long records = 0;
    for (Iterator<Row> rows = view.scan(object); rows.hasNext(); ) {
      String id = rows.next().id();
      if (startRow == null || id.compareTo(startRow) >= 0) {
        if (records % size == 0) {
          boundaries.add(id);
        }
        records++;
      }
    }
    return boundaries;
  }
}
