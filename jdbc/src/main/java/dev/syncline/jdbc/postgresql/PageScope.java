package dev.syncline.jdbc.postgresql;

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
import java.util.Optional;

/**
 * The names that the statements of one mapping's pages share.
 *
 * @param mappingId the mapping's number
 * @param parents the mappings that references point to
 */
record PageScope(
    Dialect dialect,
    StageLayout layout,
    PostgresTarget target,
    long mappingId,
    Map<MappingName, Parent> parents)
    implements RowWords {
  /**
   * A mapping that references point to.
   *
   * @param table where its rows are; empty while it is not known
   */
  record Parent(long mappingId, Optional<ParentTable> table) {}

  /** A parent's table and the column of its row key, quoted. */
  record ParentTable(String table, String key) {}

  /** The stage of the mapping's pages. */
  String stage() {
    return "pg_temp." + named("stage");
  }

  /** What each of its records asks for. */
  String plan() {
    return "pg_temp." + named("plan");
  }

  /** A table of a page's own; a connection that takes events in has those of several mappings. */
  String named(String part) {
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
    return target.table();
  }

  /** The row key's column. */
  @Override
  public String key() {
    return dialect.quote(layout.mapping().rowKey().name().value());
  }

  @Override
  public long parentId(FieldBinding reference) {
    return found(reference).map(Parent::mappingId).orElse(-1L);
  }

  @Override
  public String keyParameter() {
    return "?::" + keyType();
  }

  @Override
  public String keyText(String column) {
    return column + "::text COLLATE \"C\"";
  }

  @Override
  public String valueParameter(FieldBinding binding) {
    String type = target.type(binding.column().name());
    return binding.column().type() instanceof ColumnType.TextArray
        ? asArray("?", type)
        : "?::" + type;
  }

  @Override
  public String parentKey(FieldBinding reference) {
    return sql(
        "(SELECT k.row_key::%s FROM {link} k WHERE k.mapping_id = %d AND k.record_id = ?)",
        target.type(reference.column().name()), parentId(reference));
  }

  @Override
  public String readable(FieldBinding binding, String column) {
    return PostgresSets.asJsonText(binding.column(), column);
  }

  @Override
  public String baseParameter() {
    return "?::json";
  }

  @Override
  public String checkNow() {
    return "SET CONSTRAINTS ALL IMMEDIATE";
  }

  @Override
  public boolean waitsByRow() {
    return true;
  }

  @Override
  public StageLine.Forms forms() {
    return PostgresPage.FORMS;
  }

  String keyType() {
    return target.type(layout.mapping().rowKey().name());
  }

  /** The SQL that makes a new row key; absent where a field is mapped to the key. */
  Optional<String> newKey() {
    return target.newKey();
  }

  /** The staged value that becomes the row key. */
  String stagedKey() {
    return "s." + layout.mappedKey().map(StagedColumn::name).orElse("row_key");
  }

  /** The target's column. */
  String column(StagedColumn column) {
    return dialect.quote(column.binding().column().name().value());
  }

  /**
   * The value for the target's column. The link of a parent is looked up by a subquery per row, so
   * that it goes by the index however large or new the tables are.
   */
  String value(StagedColumn column) {
    if (column.isReference()) {
      return sql(
          "(SELECT k.row_key::%s FROM {link} k WHERE k.mapping_id = %d AND k.record_id = s.%s)",
          target.type(column), parent(column), column.name());
    }
    if (column.binding().column().type() instanceof ColumnType.TextArray) {
      return asArray("s." + column.name(), target.type(column));
    }
    return column.binding().column().type() instanceof ColumnType.Json
        ? "s." + column.name() + "::" + target.type(column)
        : "s." + column.name();
  }

  /** A list that travels as JSON text. An empty one is an empty column. */
  private static String asArray(String json, String type) {
    return "(SELECT array_agg(e.one) FROM json_array_elements_text(%s::json) e (one))::%s"
        .formatted(json, type);
  }

  /** The number of the mapping that a reference points to. */
  long parent(StagedColumn column) {
    return parentId(column.binding());
  }

  /** Where the rows are that a reference points to. */
  Optional<ParentTable> parentTable(StagedColumn column) {
    return found(column.binding()).flatMap(Parent::table);
  }

  private Optional<Parent> found(FieldBinding binding) {
    return switch (binding.kind()) {
      case Kind.LocalKey(MappingName parent) -> Optional.ofNullable(parents.get(parent));
      case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ ->
          Optional.empty();
    };
  }
}
