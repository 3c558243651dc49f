package dev.syncline.jdbc.page;

import dev.syncline.model.FieldName;
import java.util.List;

/**
 * A page on the stage.
 *
 * @param rows all its records, numbered from 0
 * @param problems those among them that planning has set aside
 * @param emptied the fields that are empty in some of them
 */
public record StagedPage(int rows, int problems, List<FieldName> emptied) {
  /** Nothing. */
  public static final StagedPage EMPTY = new StagedPage(0, 0, List.of());

  public StagedPage {
    emptied = List.copyOf(emptied);
  }

  /** The records that are to become rows. */
  public int writes() {
    return rows - problems;
  }
}
