package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StageLayout;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.page.StageLine;
import dev.syncline.model.ColumnType;
import dev.syncline.model.MappingName;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that the statements of one mapping's pages share.
 *
 * @param mappingId the mapping's number
 * @param parents the numbers of the mappings that references point to
 */
record MariaDbScope(
    Dialect dialect, StageLayout layout, long mappingId, Map<MappingName, Long> parents)
    implements RowWords {
  /** The stage of the mapping's pages. */
  String stage() {
    return named("stage");
  }

  /** What each of its records asks for. */
  String plan() {
    return named("plan");
  }

  /** The rows of a page that are ours for now. */
  String locks() {
    return named("locked");
  }

  /** A table of a page's own; a connection that takes events in has those of several mappings. */
  private String named(String part) {
    return "syncline_" + part + (layout.live() ? "_" + mappingId : "");
  }

  /** The end of a statement over staged records {@code s} that takes a range of them. */
  static final String RANGE = " AND s.seq >= ? AND s.seq < ?";

  /** The template with our own tables under their real names, then with the arguments in. */
  String sql(String template, Object... arguments) {
    return dialect.sql(template).formatted(arguments);
  }

  @Override
  public String table() {
    return dialect.quote(layout.mapping().table().name());
  }

  /** The row key's column. */
  @Override
  public String key() {
    return dialect.quote(layout.mapping().rowKey().name().value());
  }

  @Override
  public long parentId(FieldBinding reference) {
    return switch (reference.kind()) {
      case Kind.LocalKey(MappingName parent) -> parents.getOrDefault(parent, -1L);
      case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ -> -1L;
    };
  }

  @Override
  public String keyParameter() {
    return asKey("?");
  }

  @Override
  public String keyText(String column) {
    return asText(column);
  }

  @Override
  public String valueParameter(FieldBinding binding) {
    return "?";
  }

  @Override
  public String parentKey(FieldBinding reference) {
    return sql(
        "(SELECT r.row_key FROM {link} r WHERE r.mapping_id = %d AND r.record_id = ?)",
        parentId(reference));
  }

  @Override
  public String readable(FieldBinding binding, String column) {
    return binding.column().type() instanceof ColumnType.Floating
        ? "CAST(" + column + " AS DOUBLE)"
        : column;
  }

  @Override
  public String baseParameter() {
    return "?";
  }

  @Override
  public String checkNow() {
    return "";
  }

  @Override
  public boolean waitsByRow() {
    return false;
  }

  @Override
  public StageLine.Forms forms() {
    return MariaDbPage.FORMS;
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

  /** What the base of a link {@code k} says of the fields that are pulled. */
  String pulledBase() {
    String others = paths();
    return others.isEmpty() ? "k.base" : "JSON_COMPACT(JSON_REMOVE(k.base" + others + "))";
  }

  /** The staged base, with what the base of a link {@code k} says of other fields behind it. */
  String mergedBase() {
    String others = paths();
    if (others.isEmpty()) {
      return "s.base";
    }
    String rest = "k.base";
    for (StagedColumn column : layout.columns()) {
      rest = "JSON_REMOVE(" + rest + ", " + path(column.binding()) + ")";
    }
    return "IF(JSON_LENGTH(%1$s) = 0, s.base, %2$s)"
        .formatted(
            rest,
            "CONCAT(LEFT(s.base, CHAR_LENGTH(s.base) - 1), ',', SUBSTR(JSON_COMPACT("
                + rest
                + "), 2))");
  }

  private String paths() {
    var mapping = layout.mapping();
    return Stream.concat(
            mapping.bindings().stream().filter(b -> !b.direction().pulls()),
            mapping.outOfService().stream())
        .map(b -> ", " + path(b))
        .collect(Collectors.joining());
  }

  private static String path(FieldBinding binding) {
    return "'$.\"" + binding.field().name().value().replace("'", "''") + "\"'";
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
    return parentId(column.binding());
  }

  private static String cast(String text, ColumnType type) {
    String target = MariaDbTypes.castTo(type);
    return target.isEmpty() ? text : "CAST(" + text + " AS " + target + ")";
  }
}
