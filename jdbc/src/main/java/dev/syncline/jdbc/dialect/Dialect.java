package dev.syncline.jdbc.dialect;

import dev.syncline.model.MappingName;
import dev.syncline.model.MatchPart;
import dev.syncline.model.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one kind of database calls things and how it says them. */
public interface Dialect {
  /**
   * A table of our own inside SQL text, such as <code>{link}</code>, or what only looks like one:
   * literals, quoted names and comments are others' text.
   */
  Pattern OWN_TABLE = Pattern.compile("'[^']*+'|\"[^\"]*+\"|`[^`]*+`|--[^\\n]*+|\\{([a-z_]+)}");

  /** The name of a column, table or schema as SQL text, whatever characters it has. */
  String quote(String name);

  /** The name of one of Syncline's own tables as SQL text. */
  String ownTable(String name);

  /** The folder of the migrations on the class path, below {@code dev/syncline/jdbc/migration}. */
  String migrations();

  /** The database's clock, now and not at the start of the transaction. */
  String now();

  /** The database's clock so many milliseconds from now; one parameter. */
  String millisFromNow();

  /**
   * The insert, doing nothing if a row with the same key is there.
   *
   * @param keyColumn a column of that key
   */
  String ifAbsent(String insert, String keyColumn);

  /**
   * A statement that deletes some of the rows that meet a condition; its last parameter: how many.
   */
  String deleteSome(String table, String where);

  /** The SQL of a number greater than any before. */
  String nextToken();

  /**
   * The statement at the beginning of a transaction that writes rows of the application: it marks
   * our writes for the triggers of capture, and lets no statement wait long for a lock.
   *
   * @param mapping that the rows are written for: to other mappings of the table they are changes
   */
  String beginWriting(MappingName mapping);

  /** The statement that ends the mark where the end of the transaction does not; empty there. */
  String endWriting();

  /**
   * What stands before a statement that skips locked rows, where {@link #beginWriting} lets no
   * statement wait at all.
   */
  default String skippingLocked() {
    return "";
  }

  /** Whether a statement was given up as somebody else has a lock; the transaction can go on. */
  boolean isLocked(SQLException cause);

  /**
   * A moment as a literal of SQL.
   *
   * @param withZone whether the column that it is compared with stores the moment itself
   */
  String momentLiteral(Instant instant, boolean withZone);

  /** A moment of one of Syncline's own tables; never null. */
  Instant instant(ResultSet rows, String column) throws SQLException;

  /** A moment as a parameter for a column of one of Syncline's own tables. */
  Object moment(Instant instant);

  /** A text in the form in which a match compares it, as {@code MatchNormal} has it; else null. */
  String matchForm(MatchPart part, String text);

  /** The parts of a match's key one behind the other; null if one of them is. */
  String matchKey(List<String> parts);

  /** A value as text, compared by its characters. */
  String plainText(String value);

  /** A number as text, without zeros behind the last digit of its fraction. */
  String plainNumber(String number);

  /** A query whether the server's own number may be read. */
  String mayReadIdentity();

  /**
   * A query of a text that a copy of this database does not have.
   *
   * @param whole whether the server's own number may be read
   */
  String identity(boolean whole);

  /** What a failure means. */
  SqlFailure failure(SQLException cause);

  /** The SQL with every <code>{table}</code> of our own under its real name. */
  default String sql(String template) {
    return OWN_TABLE
        .matcher(template)
        .replaceAll(
            m -> Matcher.quoteReplacement(m.group(1) == null ? m.group() : ownTable(m.group(1))));
  }

  /** The name of a table as SQL text. */
  default String quote(TableName table) {
    return table.schema().map(schema -> quote(schema) + ".").orElse("") + quote(table.name());
  }
}
