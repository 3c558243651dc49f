package dev.syncline.engine.form;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.value.Fit;
import dev.syncline.engine.value.TextLists;
import dev.syncline.model.ColumnType;
import dev.syncline.model.FieldRules.EmptyText;
import dev.syncline.model.FieldRules.TooLong;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Optional;

/** Brings values of one binding's field into the form of its column, by the binding's rules. */
public final class ColumnForm {
  private final ValueFitter fitter;
  private final ColumnType type;
  private final Kind kind;
  private final boolean lists;
  private final boolean fills;
  private final boolean cuts;

  public ColumnForm(FieldBinding binding) {
    this.fitter = new ValueFitter(binding);
    this.type = binding.column().type();
    this.kind = binding.kind();
    this.lists = isList(binding);
    boolean direct = binding.kind() instanceof FieldBinding.Kind.Direct;
    this.fills = direct && isText(type) && binding.rules().emptyText() == EmptyText.FILL;
    this.cuts = direct && isCut(binding);
  }

  /** Whether the rules may cut texts of the binding on their way to the column. */
  public static boolean isCut(FieldBinding binding) {
    return binding.rules().tooLong() == TooLong.CUT
        && binding.column().type() instanceof ColumnType.Varchar
        && Cuts.mayBeCut(binding.field().type());
  }

  /** The column's form of a value, or why it has none. Nothing is changed but by a rule. */
  public Fit fit(Value value) {
    return switch (kind) {
      case Kind.Direct _ -> lists ? list(value) : direct(value);
      case Kind.LocalKey _, Kind.Computed _, Kind.Related _ -> fitter.fit(value);
      case Kind.Derived _ -> fitter.fit(value);
      case Kind.TypeName types -> name(types, value);
    };
  }

  private Fit list(Value value) {
    return value instanceof Value.Text(String text)
        ? fitter.fit(new Value.Text(TextLists.write(List.of(text.split(";")))))
        : fitter.fit(value);
  }

  private Fit name(Kind.TypeName types, Value value) {
    if (!(value instanceof Value.Text(String id))) {
      return fitter.fit(value);
    }
    Optional<Fit> known =
        types.types().stream()
            .filter(type -> RecordId.parse(id).filter(type.id()::equals).isPresent())
            .findFirst()
            .map(type -> fitter.fit(new Value.Text(type.developerName())));
    return known.orElseGet(
        () ->
            new Fit.Misfit(
                "ROW-RECORD-TYPE",
                "is a record type that the integration user does not see",
                "Grant the integration user the record type"));
  }

  private Fit direct(Value value) {
    if (fills && value instanceof Value.Null) {
      return new Fit.Fits(new Value.Text(""));
    }
    if (cuts
        && value instanceof Value.Text(String text)
        && type instanceof ColumnType.Varchar(int most)
        && Cuts.characters(text) > most) {
      Fit cut = fitter.fit(new Value.Text(Cuts.beginning(text, most)));
      return cut instanceof Fit.Fits(Value held)
          ? new Fit.Altered(held, "ROW-CUT", Cuts.words(Cuts.characters(text), most, "column"))
          : cut;
    }
    return fitter.fit(value);
  }

  /** Whether the column holds several values as a list, and not as text with semicolons. */
  static boolean isList(FieldBinding binding) {
    ColumnType type = binding.column().type();
    boolean asIs = binding.kind() instanceof Kind.Direct || binding.kind() instanceof Kind.Related;
    return binding.field().type() == FieldType.MULTIPICKLIST
        && asIs
        && (type instanceof ColumnType.Json || type instanceof ColumnType.TextArray);
  }

  static boolean isText(ColumnType type) {
    return type instanceof ColumnType.Varchar || type instanceof ColumnType.LongText;
  }
}
