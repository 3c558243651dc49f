package dev.syncline.salesforce.ingest;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.model.RecordWrite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds the write that a row of a result is about, by what the org echoes: the id of an update or a
 * delete, the external id of an upsert, all cells of a create. Creates with equal cells stand for
 * each other. A row is found once.
 */
final class SentRows {
  private final boolean byContent;
  private final List<String> columns;
  private final Map<String, Deque<Integer>> places = new HashMap<>();

  SentRows(BulkOperation operation, IngestTable table, List<RecordWrite> writes) {
    this.byContent = operation.kind() == BulkOperation.Kind.CREATE;
    this.columns = byContent ? table.columns() : List.of(table.columns().getFirst());
    for (int i = 0; i < writes.size(); i++) {
      List<String> row = table.row(writes.get(i));
      places
          .computeIfAbsent(name(byContent ? row : row.subList(0, 1)), _ -> new ArrayDeque<>(1))
          .add(i);
    }
  }

  /** The columns by which rows are found. */
  List<String> columns() {
    return columns;
  }

  /**
   * The place of the write among the writes.
   *
   * @param echoed one cell for each of {@link #columns}
   */
  OptionalInt take(List<String> echoed) {
    Deque<Integer> found = places.get(name(echoed));
    return found == null || found.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(found.removeFirst());
  }

  /** Blanks around a cell and the kind of line ends are not told apart: an org may tidy them. */
  private String name(List<String> cells) {
    List<String> tidied = new ArrayList<>(cells.size());
    cells.forEach(cell -> tidied.add(cell.strip().replace("\r\n", "\n").replace('\r', '\n')));
    return byContent ? digest(tidied) : tidied.getFirst();
  }

  private static String digest(List<String> cells) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String cell : cells) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
