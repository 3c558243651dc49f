package dev.syncline.jdbc.page;

import dev.syncline.engine.form.ColumnForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which values of a page are staged, in which columns.
 *
 * @param columns the bindings that are pulled; the others enter neither rows nor bases
 * @param live whether events are staged, with what is known of their links
 */
public record StageLayout(ResolvedMapping mapping, List<StagedColumn> columns, boolean live) {
  public StageLayout {
    columns = List.copyOf(columns);
  }

  /**
   * A binding on its way through the stage.
   *
   * @param name the column of the stage, such as {@code v3}
   * @param index the binding's place among the mapping's
   */
  public record StagedColumn(String name, int index, FieldBinding binding) {
    /** Whether the value is a parent's record id that becomes the parent's row key. */
    public boolean isReference() {
      return switch (binding.kind()) {
        case Kind.LocalKey _ -> true;
        case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ ->
            false;
      };
    }

    /**
     * Whether the row may hold more than the field tells of it: an empty text, blanks, the end of a
     * text that was cut, fractions of a second. Such a column is written when the field changes,
     * and not when others do.
     */
    public boolean mayKeepMore() {
      if (!binding.isTwoWay() || isReference()) {
        return false;
      }
      return switch (binding.field().type()) {
        case STRING, TEXTAREA, PICKLIST, MULTIPICKLIST, COMBOBOX, EMAIL, PHONE, URL -> true;
        case ENCRYPTEDSTRING, JSON, DATETIME, TIME -> true;
        case ID, REFERENCE, BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT, DATE -> false;
        case BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE -> false;
      };
    }

    /** The field's name inside a literal of SQL. */
    public String fieldInLiteral() {
      return binding.field().name().value().replace("'", "''");
    }
  }

  /** Whether rules of fields may change values on their way, so that the history is to tell. */
  public boolean mayAlter() {
    return columns.stream().anyMatch(c -> ColumnForm.isCut(c.binding()));
  }

  /** Whether rows may keep more of some value than their record: what did not change stays. */
  public boolean mayKeepMore() {
    return columns.stream().anyMatch(StagedColumn::mayKeepMore);
  }

  /** The layout of a mapping. */
  public static StageLayout of(ResolvedMapping mapping) {
    return of(mapping, false);
  }

  /**
   * The layout of a mapping.
   *
   * @param live whether events are staged
   */
  public static StageLayout of(ResolvedMapping mapping, boolean live) {
    List<FieldBinding> bindings = mapping.bindings();
    return new StageLayout(
        mapping,
        IntStream.range(0, bindings.size())
            .filter(i -> bindings.get(i).direction().pulls())
            .mapToObj(i -> new StagedColumn("v" + i, i, bindings.get(i)))
            .toList(),
        live);
  }

  /** The references among the columns. */
  public List<StagedColumn> references() {
    return columns.stream().filter(StagedColumn::isReference).toList();
  }

  /**
   * A condition that holds if one of its kind holds for some reference of a mapping that is not
   * pushed; empty if there is no such reference.
   */
  public Optional<String> anyReference(Function<StagedColumn, String> condition) {
    return mapping.mapping().direction().pushes()
        ? Optional.empty()
        : references().stream().map(condition).reduce((one, other) -> one + " OR " + other);
  }

  /** Whether some fields are not pulled, or not now: what bases hold of them stays. */
  public boolean hasUnpulled() {
    return columns.size() < mapping.remembered().size();
  }

  /** Whether rows of the mapping are pushed too. */
  public boolean pushes() {
    return mapping.mapping().direction().pushes();
  }

  /** The column of the key by which records and rows that have no link know each other. */
  public Optional<StagedColumn> sharedKey() {
    return mapping
        .mapping()
        .rules()
        .key()
        .flatMap(
            key ->
                columns.stream()
                    .filter(c -> c.binding().field().name().equals(key) && !c.isReference())
                    .findFirst());
  }

  /** The column that fills the row key, if a field is mapped to it. */
  public Optional<StagedColumn> mappedKey() {
    return columns.stream()
        .filter(c -> c.binding().column().name().equals(mapping.rowKey().name()))
        .findFirst();
  }

  /** The column that the record's own id goes to, if it is mapped as it is. */
  public Optional<StagedColumn> recordId() {
    return columns.stream()
        .filter(c -> c.binding().field().name().value().equals("Id") && !c.isReference())
        .findFirst();
  }
}
