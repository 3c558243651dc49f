package dev.syncline.app.cli.output;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns two spaces apart, numbers to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these heads. */
  public TextTable(String... heads) {
    this.heads = List.of(heads);
  }

  /**
   * Adds a row; the cells are made harmless to a terminal.
   *
   * @throws IllegalArgumentException if there are not as many cells as heads
   */
  public TextTable row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(heads.size() + " cells make a row");
    }
    rows.add(List.of(cells).stream().map(Escaped::of).toList());
    return this;
  }

  /** The lines of the table, heads first; no line ends in a space. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(heads));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(width(i) - length(cell));
      line.append(i == 0 ? "" : GAP);
      line.append(isNumeric(i) ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = length(heads.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, length(row.get(column)));
    }
    return width;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell.isEmpty() || cell.equals("-") || isNumber(cell));
  }

  private static boolean isNumber(String cell) {
    return cell.chars().allMatch(c -> (c >= '0' && c <= '9') || c == ',' || c == '.')
        && Character.isDigit(cell.charAt(0));
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
