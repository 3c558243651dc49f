package dev.syncline.jdbc.match;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.match.MatchKeys;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.model.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of match rules as expressions over rows, and over staged records; null where a part of
 * the key is empty.
 */
public final class KeySql {
  /** What is computed or named otherwise stands in no column; such rules are refused before. */
  private static final String NOTHING = "CAST(NULL AS CHAR)";

  private final RowWords words;
  private final MatchKeys keys;

  public KeySql(RowWords words) {
    this.words = words;
    this.keys = MatchKeys.of(words.layout().mapping());
  }

  /** The rules. */
  public List<MatchKeys.Rule> rules() {
    return keys.rules();
  }

  /** The key of a row {@code t}. */
  public String ofRow(MatchKeys.Rule rule) {
    List<String> parts = new ArrayList<>();
    for (MatchKeys.Part part : rule.parts()) {
      String column = "t." + words.dialect().quote(part.binding().column().name().value());
      parts.add(
          switch (part.binding().kind()) {
            case Kind.Direct _ ->
                words.dialect().matchForm(part.part(), text(part.binding(), column));
            case Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ -> NOTHING;
            case Kind.LocalKey _ ->
                words
                    .dialect()
                    .sql(
                        "(SELECT p.record_id FROM {link} p WHERE p.mapping_id = %d"
                                .formatted(words.parentId(part.binding()))
                            + " AND p.row_key = "
                            + words.keyText(column)
                            + ")");
          });
    }
    return words.dialect().matchKey(parts);
  }

  /** The key of a staged record {@code s}; empty if one of its fields is not staged. */
  public Optional<String> ofStage(MatchKeys.Rule rule) {
    List<String> parts = new ArrayList<>();
    for (MatchKeys.Part part : rule.parts()) {
      Optional<StagedColumn> staged =
          words.layout().columns().stream().filter(c -> c.index() == part.index()).findFirst();
      if (staged.isEmpty()) {
        return Optional.empty();
      }
      String column = "s." + staged.get().name();
      parts.add(
          staged.get().isReference()
              ? column
              : words.dialect().matchForm(part.part(), text(part.binding(), column)));
    }
    return Optional.of(words.dialect().matchKey(parts));
  }

  private String text(FieldBinding binding, String column) {
    return switch (binding.column().type()) {
      case ColumnType.Decimal _, ColumnType.Floating _ -> words.dialect().plainNumber(column);
      case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Whole _ ->
          words.dialect().plainText(column);
      case ColumnType.Truth _, ColumnType.Date _, ColumnType.Timestamp _ ->
          words.dialect().plainText(column);
      case ColumnType.TimeOfDay _, ColumnType.Uuid _, ColumnType.Json _ ->
          words.dialect().plainText(column);
      case ColumnType.TextArray _, ColumnType.Other _ -> words.dialect().plainText(column);
    };
  }
}
