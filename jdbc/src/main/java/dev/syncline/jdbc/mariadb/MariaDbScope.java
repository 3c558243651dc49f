package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.page.StageLayout;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.model.ColumnType;
import dev.syncline.model.MappingName;
import java.util.Map;

/**
 * The names that the statements of one mapping's pages share.
 *
 * @param mappingId the mapping's number
 * @param parents the numbers of the mappings that references point to
 */
record MariaDbScope(
    Dialect dialect, StageLayout layout, long mappingId, Map<MappingName, Long> parents) {
  static final String STAGE = "syncline_stage";
  static final String PLAN = "syncline_plan";

  /** The end of a statement over staged records {@code s} that takes a range of them. */
  static final String RANGE = " AND s.seq >= ? AND s.seq < ?";

  /** The template with our own tables under their real names, then with the arguments in. */
  String sql(String template, Object... arguments) {
    return dialect.sql(template).formatted(arguments);
  }

  String table() {
    return dialect.quote(layout.mapping().table().name());
  }

  /** The row key's column. */
  String key() {
    return dialect.quote(layout.mapping().rowKey().name().value());
  }

  /** A row key in text as the row key's column holds it, so that the column's index is used. */
  String asKey(String text) {
    return cast(text, layout.mapping().rowKey().type());
  }

  /** A row key as links hold it. */
  String asText(String key) {
    return "CAST(" + key + " AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin";
  }

  String column(StagedColumn column) {
    return dialect.quote(column.binding().column().name().value());
  }

  /** A staged record id as links hold it, so that their index is used. */
  static String asRecordId(String staged) {
    return "CONVERT(" + staged + " USING ascii) COLLATE ascii_bin";
  }

  /** The value for the target's column. */
  String value(StagedColumn column) {
    if (!column.isReference()) {
      return "s." + column.name();
    }
    return sql(
        "(SELECT %s FROM {link} r WHERE r.mapping_id = %d AND r.record_id = %s)",
        asValue("r.row_key", column), parent(column), asRecordId("s." + column.name()));
  }

  /** A row key in text as the column of a reference holds it. */
  String asValue(String text, StagedColumn reference) {
    return cast(text, reference.binding().column().type());
  }

  /** The number of the mapping that a reference points to. */
  long parent(StagedColumn column) {
    return switch (column.binding().kind()) {
      case Kind.LocalKey(MappingName parent) -> parents.getOrDefault(parent, -1L);
      case Kind.Direct _ -> -1L;
    };
  }

  private static String cast(String text, ColumnType type) {
    String target = MariaDbTypes.castTo(type);
    return target.isEmpty() ? text : "CAST(" + text + " AS " + target + ")";
  }
}
