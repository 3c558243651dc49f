package dev.syncline.jdbc.page;

/**
 * A page on the stage.
 *
 * @param rows all its records, numbered from 0
 * @param problems those among them that planning has set aside
 */
public record StagedPage(int rows, int problems) {
  /** The records that are to become rows. */
  public int writes() {
    return rows - problems;
  }
}
