package dev.syncline.simulator.bulk;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.rest.BoundQuery;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.api.Cell;
import dev.syncline.simulator.wire.CsvFormat;
import dev.syncline.simulator.wire.CsvRows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rows of a query's results as CSV while they are served. */
public final class CsvPage {
  /** How many bytes are collected before they are handed on. */
  private static final int DRAIN_AT = 60_000;

  private CsvPage() {}

  /** Writes the header line and so many rows from a position on. */
  public static void write(
      OutputStream out, BoundQuery query, CsvFormat format, long position, long size)
      throws IOException {
    var rows = new CsvRows(format);
    List<Cell> cells = query.plan().cells();
    rows.header(cells.stream().map(Cell::header).toList());
    Optional<List<FieldDefinition>> plain = query.plan().plainFields();
    if (plain.isPresent()) {
      records(out, rows, query.run().records(position), plain.get(), size);
    } else {
      List<FieldType> types = cells.stream().map(cell -> cell.column().type()).toList();
      values(out, rows, query.run().cells(position), types, size);
    }
    rows.drainTo(out);
  }

  private static void records(
      OutputStream out,
      CsvRows rows,
      Iterator<Row> records,
      List<FieldDefinition> fields,
      long size)
      throws IOException {
    for (long i = 0; i < size && records.hasNext(); i++) {
      rows.row(records.next(), fields);
      drainIfFull(rows, out);
    }
  }

  private static void values(
      OutputStream out,
      CsvRows rows,
      Iterator<@Nullable Object[]> values,
      List<FieldType> types,
      long size)
      throws IOException {
    for (long i = 0; i < size && values.hasNext(); i++) {
      rows.row(types, values.next());
      drainIfFull(rows, out);
    }
  }

  private static void drainIfFull(CsvRows rows, OutputStream out) throws IOException {
    if (rows.size() >= DRAIN_AT) {
      rows.drainTo(out);
    }
  }
}
