package dev.syncline.salesforce.bulk;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.value.CellReader;
import dev.syncline.salesforce.value.RecordShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of CSV cells while they are parsed. The header is matched to the columns once; from
 * then on a cell costs its value and nothing else.
 */
final class CsvRows extends CsvCallbackHandler<RecordChange.Present> {
  /** The page is not what was asked for; the message says how. */
  static final class WrongPage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongPage(String message) {
      super(message, null, false, false);
    }
  }

  private final RecordShape shape;
  private final CellReader[] readers;
  private final int[] columns;
  private final List<String> header = new ArrayList<>();
  private boolean headerRead;
  private Value[] values;
  private int cells;
  private boolean empty;

  CsvRows(RecordShape shape) {
    this.shape = shape;
    int width = shape.columns().size();
    this.readers = new CellReader[width];
    this.columns = new int[width];
    this.values = new Value[width];
  }

  /** Whether the header was there and right. */
  boolean headerRead() {
    return headerRead;
  }

  @Override
  protected RecordType getRecordType() {
    return empty ? RecordType.EMPTY : RecordType.DATA;
  }

  @Override
  protected int getFieldCount() {
    return cells;
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    cells = 0;
    empty = false;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    int cell = cells++;
    if (!headerRead) {
      header.add(new String(buffer, offset, length));
    } else if (cell < readers.length) {
      values[columns[cell]] = readers[cell].read(buffer, offset, length);
    }
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    throw new IllegalStateException("Comments are not enabled");
  }

  @Override
  protected void setEmpty() {
    empty = true;
  }

  @Override
  protected RecordChange.@Nullable Present buildRecord() {
    if (!headerRead) {
      match();
      headerRead = true;
      return null;
    }
    if (cells != readers.length) {
      throw new WrongPage("a row has " + cells + " cells instead of " + readers.length);
    }
    Value[] row = values;
    values = new Value[row.length];
    if (row[shape.id()] instanceof Value.Text(String id)
        && row[shape.stamp()] instanceof Value.Moment(Instant stamp)) {
      RecordId recordId =
          RecordId.parse(id).orElseThrow(() -> new WrongPage("the id of a row is none"));
      return new RecordChange.Present(recordId, stamp, asked(row));
    }
    throw new WrongPage("a row has no id or no stamp");
  }

  private List<Value> asked(Value[] row) {
    Value[] asked = row.length == shape.asked() ? row : Arrays.copyOf(row, shape.asked());
    return Collections.unmodifiableList(Arrays.asList(asked));
  }

  private void match() {
    List<String> wanted = shape.columns();
    if (header.size() != wanted.size()) {
      throw new WrongPage("the page has " + header.size() + " columns, not " + wanted.size());
    }
    boolean[] found = new boolean[wanted.size()];
    for (int cell = 0; cell < header.size(); cell++) {
      int column = column(header.get(cell));
      if (column < 0 || found[column]) {
        throw new WrongPage("the columns of the page are not those that were asked for");
      }
      found[column] = true;
      columns[cell] = column;
      readers[cell] = CellReader.of(shape.types().get(column));
    }
  }

  private int column(String name) {
    for (int i = 0; i < shape.columns().size(); i++) {
      if (shape.columns().get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
