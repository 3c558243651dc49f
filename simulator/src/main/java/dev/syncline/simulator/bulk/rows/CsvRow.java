package dev.syncline.simulator.bulk.rows;

import java.util.List;

/**
 * A row of a table of records.
 *
 * @param cells not necessarily as many as the header has
 * @param blankByQuote whether a blank stands between a quote and the end of its cell: such a row
 *     can be told apart into cells, but not loaded
 */
public record CsvRow(List<String> cells, boolean blankByQuote) {
  public CsvRow {
    cells = List.copyOf(cells);
  }
}
