package dev.syncline.salesforce.bulk;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.value.RecordShape;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a Bulk API 2.0 query result, parsed while it streams by. It ends only if it held as
 * many records as the org said, every quote was closed, and the last row was whole; anything else
 * is a fault of the transport and never data.
 *
 * <p>Source: Bulk API 2.0 Developer Guide, "Get Results for a Query Job".
 */
final class CsvPage implements RecordPage {
  /** The longest record in characters. An object's long texts have 1.6 million at most. */
  static final int MAX_RECORD_CHARACTERS = 4 << 20;

  private final HttpReply reply;
  private final URI instanceUrl;
  private final Optional<PageRef> next;
  private final long announced;
  private final CsvRows rows;
  private final LastByte bytes;
  private final CloseableIterator<RecordChange.Present> records;
  private long count;
  private boolean ended;

  /**
   * @param next the page behind this one, where only this one knows it
   * @throws OrgException of class TRANSIENT if the org does not say how many records to expect
   */
  CsvPage(HttpReply reply, URI instanceUrl, RecordShape shape, Optional<PageRef> next) {
    this.reply = reply;
    this.instanceUrl = instanceUrl;
    this.next = next;
    this.announced =
        reply
            .header("Sforce-NumberOfRecords")
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElseThrow(() -> wrong("the org does not say how many records it has"));
    this.rows = new CsvRows(shape);
    this.bytes = new LastByte(reply.body());
    this.records =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_RECORD_CHARACTERS)
            .build(rows, reader(bytes))
            .iterator();
  }

  @Override
  public boolean hasNext() {
    if (ended) {
      return false;
    }
    try {
      if (records.hasNext()) {
        return true;
      }
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw SalesforceApi.bodyFailure(cause == null ? new IOException(e) : cause, instanceUrl);
    } catch (CsvParseException e) {
      throw wrong(parseWords(e));
    } catch (CsvRows.WrongPage e) {
      throw wrong(e.getMessage());
    }
    checkWhole();
    ended = true;
    return false;
  }

  @Override
  public RecordChange.Present next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The page has ended");
    }
    count++;
    return records.next();
  }

  @Override
  public Optional<PageRef> nextPage() {
    if (!ended) {
      throw new IllegalStateException("The page has not ended");
    }
    return next;
  }

  @Override
  public void close() {
    reply.close();
  }

  private void checkWhole() {
    if (!rows.headerRead()) {
      throw wrong("it has no header");
    }
    if (count != announced) {
      throw wrong("it holds " + count + " records, the org announced " + announced);
    }
    if (!bytes.endedWithLine() && !isDelimited()) {
      throw wrong("its last line does not end");
    }
  }

  /**
   * Whether the protocol itself proves the end of the body. Where it does not, a cut behind the
   * first half of a doubled quote would look like the end of the last cell.
   */
  private boolean isDelimited() {
    return reply.header("Content-Length").isPresent()
        || reply.header("Content-Encoding").isPresent()
        || reply
            .header("Transfer-Encoding")
            .filter(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"))
            .isPresent();
  }

  private static InputStreamReader reader(InputStream bytes) {
    return new InputStreamReader(
        bytes,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** The parser's words without the cell that it may repeat. */
  private static String parseWords(CsvParseException failure) {
    Throwable cause = failure.getCause();
    return cause instanceof CsvRows.WrongPage && cause.getMessage() != null
        ? cause.getMessage()
        : "its CSV is cut or garbled";
  }

  private static OrgException wrong(@Nullable String why) {
    return new OrgException(
        new Problem(
            "BULK-PAGE",
            ErrorClass.TRANSIENT,
            "A result page was refused: " + why,
            "Nothing: the page is read again; nothing of it was used."));
  }

  /** Remembers how the body ended. */
  private static final class LastByte extends FilterInputStream {
    private int last = -1;

    LastByte(InputStream in) {
      super(in);
    }

    boolean endedWithLine() {
      return last == '\n' || last == '\r';
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      last = read < 0 ? last : read;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        last = buffer[offset + read - 1];
      }
      return read;
    }
  }
}
