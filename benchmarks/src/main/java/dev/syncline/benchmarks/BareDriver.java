package dev.syncline.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The limit: takes the rows and links that a refresh left, and loads them again from memory into
 * tables of the same shape, with nothing but the driver.
 */
final class BareDriver {
  private static final int ROWS_PER_PAGE = 50_000;
  private static final int WORKERS = 2;

  /** What the load came to. */
  record Result(long rows, double seconds) {
    double rowsPerSecond() {
      return rows / seconds;
    }
  }

  private BareDriver() {}

  static Result load(Stage stage) throws SQLException, IOException, InterruptedException {
    List<String> rowColumns = columns(stage, "contact");
    List<String> linkColumns = columns(stage, "syncline.link");
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE limit_contact (LIKE contact INCLUDING ALL)");
      statement.execute("CREATE TABLE limit_link (LIKE syncline.link INCLUDING ALL)");
      statement.execute(
          "CREATE TABLE limit_rows AS SELECT row_number() OVER (ORDER BY c.id) - 1 AS line, "
              + list(rowColumns, "c.%1$s AS r_%2$s")
              + ", "
              + list(linkColumns, "l.%1$s AS l_%2$s")
              + " FROM contact c JOIN syncline.link l ON l.row_key = c.id::text"
              + " AND l.record_id = c.salesforce_id");
      statement.execute("CREATE INDEX ON limit_rows (line)");
    }
    List<byte[]> pages = pages(stage);
    long rows = stage.number("SELECT count(*) FROM limit_rows");
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
    long began = System.nanoTime();
    loadPages(stage, pages, rowColumns, linkColumns);
    double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
    long loaded = stage.number("SELECT count(*) FROM limit_link");
    if (loaded != rows) {
      throw new IllegalStateException(loaded + " rows were loaded, not " + rows);
    }
    return new Result(rows, seconds);
  }

  private static List<byte[]> pages(Stage stage) throws SQLException, IOException {
    long rows = stage.number("SELECT count(*) FROM limit_rows");
    var pages = new ArrayList<byte[]>();
    try (Connection connection = stage.connect()) {
      for (long from = 0; from < rows; from += ROWS_PER_PAGE) {
        var page = new ByteArrayOutputStream();
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "COPY (SELECT * FROM limit_rows WHERE line >= %d AND line < %d) TO STDOUT"
                    .formatted(from, from + ROWS_PER_PAGE),
                page);
        pages.add(page.toByteArray());
      }
    }
    return pages;
  }

  private static void loadPages(
      Stage stage, List<byte[]> pages, List<String> rowColumns, List<String> linkColumns)
      throws InterruptedException {
    var queue = new ConcurrentLinkedQueue<>(pages);
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      var futures = new ArrayList<Future<?>>();
      for (int i = 0; i < WORKERS; i++) {
        futures.add(workers.submit(() -> work(stage, queue, rowColumns, linkColumns)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The bare load failed", e);
    }
  }

  private static Void work(
      Stage stage,
      ConcurrentLinkedQueue<byte[]> pages,
      List<String> rowColumns,
      List<String> linkColumns)
      throws SQLException, IOException {
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE stage AS SELECT * FROM limit_rows WITH NO DATA");
      connection.setAutoCommit(false);
      for (byte[] page = pages.poll(); page != null; page = pages.poll()) {
        statement.execute("TRUNCATE stage");
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY stage FROM STDIN", new ByteArrayInputStream(page));
        statement.execute(
            merge("limit_contact", "r_", rowColumns, "(salesforce_id)", List.of("id")));
        statement.execute(
            merge(
                "limit_link",
                "l_",
                linkColumns,
                "(record_id, mapping_id)",
                List.of("mapping_id", "record_id")));
        connection.commit();
      }
    }
    return null;
  }

  private static String merge(
      String table, String prefix, List<String> columns, String key, List<String> keyColumns) {
    String sets =
        columns.stream()
            .filter(c -> !keyColumns.contains(c))
            .map(c -> quoted(c) + " = EXCLUDED." + quoted(c))
            .collect(Collectors.joining(", "));
    return "INSERT INTO "
        + table
        + " ("
        + list(columns, "%1$s")
        + ") OVERRIDING SYSTEM VALUE SELECT "
        + columns.stream().map(c -> quoted(prefix + c)).collect(Collectors.joining(", "))
        + " FROM stage ON CONFLICT "
        + key
        + " DO UPDATE SET "
        + sets;
  }

  private static List<String> columns(Stage stage, String table) throws SQLException {
    var columns = new ArrayList<String>();
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
    }
    return columns;
  }

  /** Each column by a form: {@code %1$s} is its quoted name, {@code %2$s} the plain one. */
  private static String list(List<String> columns, String form) {
    return columns.stream()
        .map(c -> form.formatted(quoted(c), c))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
