package dev.syncline.jdbc.run;

/** Statements that note bases of links before they are replaced, in the table superseded. */
public final class Superseded {
  private static final String INSERT =
      "INSERT INTO {superseded} (mapping_id, record_id, row_key, run_id, event, base) ";

  /** Where the values of a staged page, or of a set, come from. Column order: as inserted. */
  public static final String VALUES = INSERT + "SELECT ";

  /** The links of deleted records; a condition on them follows. Parameters: run, mapping. */
  public static final String DELETED = of("'DELETED'");

  /** The links that are about to change; a condition on them follows. As above. */
  public static final String WRITTEN = of("'WRITTEN'");

  /** The links of which only the base is about to change; a condition follows. As above. */
  public static final String AGREED = of("'AGREED'");

  private Superseded() {}

  private static String of(String event) {
    return INSERT
        + "SELECT k.mapping_id, k.record_id, k.row_key, ?, "
        + event
        + ", k.base FROM {link} k WHERE k.mapping_id = ? AND ";
  }
}
