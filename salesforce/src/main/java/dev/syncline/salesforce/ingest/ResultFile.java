package dev.syncline.salesforce.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the three result files of a job, read while it streams by. A row that has not as many
 * cells as the header is a fault of the transport and never data.
 *
 * <p>Source: Bulk API 2.0 Developer Guide, "Get Job Successful Record Results" and its siblings.
 */
final class ResultFile implements AutoCloseable {
  /** A row has at most 400,000 characters, the org's words besides. */
  private static final int MAX_RECORD_CHARACTERS = 1 << 20;

  private final HttpReply reply;
  private final URI instanceUrl;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;

  ResultFile(HttpReply reply, URI instanceUrl) {
    this.reply = reply;
    this.instanceUrl = instanceUrl;
    this.records =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_RECORD_CHARACTERS)
            .ofCsvRecord(reader(reply))
            .iterator();
    this.header = hasRecord() ? List.copyOf(records.next().getFields()) : List.of();
  }

  /** Whether there is another row. */
  boolean hasNext() {
    return hasRecord();
  }

  /** The next row. */
  List<String> next() {
    List<String> cells = records.next().getFields();
    if (cells.size() != header.size()) {
      throw wrong("a row has " + cells.size() + " cells instead of " + header.size());
    }
    return cells;
  }

  /** The places of these columns. */
  int[] places(List<String> columns) {
    return columns.stream().mapToInt(this::place).toArray();
  }

  /** The cells at these places. */
  static List<String> cells(List<String> row, int[] places) {
    List<String> cells = new ArrayList<>(places.length);
    for (int place : places) {
      cells.add(row.get(place));
    }
    return cells;
  }

  @Override
  public void close() {
    reply.close();
  }

  static OrgException wrong(String why) {
    return new OrgException(
        new Problem(
            "BULK-RESULTS",
            ErrorClass.TRANSIENT,
            "The results of a job were refused: " + why,
            "Nothing: they are read again; nothing of them was used."));
  }

  private int place(String column) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw wrong("they lack the column " + column);
  }

  private boolean hasRecord() {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw SalesforceApi.bodyFailure(cause == null ? new IOException(e) : cause, instanceUrl);
    } catch (CsvParseException e) {
      throw wrong("the CSV is cut or garbled");
    }
  }

  private static InputStreamReader reader(HttpReply reply) {
    return new InputStreamReader(
        reply.body(),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }
}
