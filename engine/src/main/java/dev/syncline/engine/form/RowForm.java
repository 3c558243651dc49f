package dev.syncline.engine.form;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.value.Computation;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.engine.value.TextLists;
import dev.syncline.model.Field;
import dev.syncline.model.FieldRules.BadPicklist;
import dev.syncline.model.FieldRules.TooLong;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordType;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings values of a row into the form of their field, by the rules of the binding.
 *
 * <p>What a rule makes of a value is the same each time, so that a row which keeps more than the
 * record is found equal to it. A row that holds what a pull had to cut holds the whole, as long as
 * nobody changes it.
 */
public final class RowForm {
  private RowForm() {}

  /**
   * The field's form of what a column holds.
   *
   * @param known values in the form of the field that the field has or had by agreement: the base,
   *     the record's. What agrees with one of them is that one, whatever the rules say of it
   */
  public static Fit of(FieldBinding binding, Value value, List<Value> known) {
    for (Value one : known) {
      if (isCutOf(binding, value, one)) {
        return new Fit.Fits(one);
      }
    }
    return switch (binding.kind()) {
      case Kind.Direct _ ->
          ColumnForm.isList(binding) ? list(binding, value, known) : direct(binding, value, known);
      case Kind.LocalKey _ -> FieldForm.ofColumn(binding.field(), value);
      case Kind.Derived _ -> FieldForm.ofColumn(binding.field(), value);
      case Kind.TypeName types -> typeId(types, value);
      case Kind.Related related -> related(binding, related, value, known);
      case Kind.Computed(var _, Computation computation) -> {
        Fit made = computation.of((Value.Compound) value);
        yield made instanceof Fit.Fits(Value result) ? ruled(binding, result, known) : made;
      }
    };
  }

  /** A compound stands for a row that is not there. */
  private static Fit related(
      FieldBinding binding, Kind.Related related, Value value, List<Value> known) {
    if (!(value instanceof Value.Compound)) {
      return ColumnForm.isList(binding)
          ? list(binding, value, known)
          : direct(binding, value, known);
    }
    return switch (related.missing()) {
      case CLEAR -> FieldForm.ofColumn(binding.field(), Value.NULL);
      case REJECT ->
          new Fit.Misfit(
              "FIELD-NO-ROW",
              "comes from a row of %s that '%s' refers to and that is not there"
                  .formatted(related.relation().table(), related.relation().through().name()),
              "Set the reference right or empty it, or let the field be empty with 'missingRow:"
                  + " clear'");
    };
  }

  private static Fit list(FieldBinding binding, Value value, List<Value> known) {
    if (value instanceof Value.Null) {
      return new Fit.Fits(value);
    }
    Optional<List<String>> texts =
        value instanceof Value.Text(String json) ? TextLists.parse(json) : Optional.empty();
    if (texts.isEmpty() || texts.get().stream().anyMatch(t -> t.contains(";"))) {
      return new Fit.Misfit(
          "FIELD-BAD-LIST",
          texts.isEmpty() ? "is no list of texts" : "has a semicolon in one of its texts",
          "Correct the list in the row: texts without semicolons, as the pick-list has them");
    }
    return ruled(binding, new Value.Text(String.join(";", texts.get())), known);
  }

  private static Fit typeId(Kind.TypeName types, Value value) {
    if (!(value instanceof Value.Text(String text)) || text.isBlank()) {
      return new Fit.Fits(Value.NULL);
    }
    Optional<RecordType> type =
        types.types().stream()
            .filter(t -> t.developerName().equalsIgnoreCase(text.strip()))
            .findFirst();
    return type.<Fit>map(t -> new Fit.Fits(new Value.Text(t.id().value())))
        .orElseGet(
            () ->
                new Fit.Misfit(
                    "FIELD-RECORD-TYPE",
                    "is the developer name of no record type that the integration user sees",
                    "Correct the name in the row, or grant the integration user the record type"));
  }

  private static Fit direct(FieldBinding binding, Value value, List<Value> known) {
    Optional<Fit> empty = emptyText(binding, value);
    return empty.isPresent() ? empty.get() : ruled(binding, value, known);
  }

  /** What the field keeps of a value, after the rules for long texts and pick-lists. */
  private static Fit ruled(FieldBinding binding, Value value, List<Value> known) {
    Fit fit = FieldForm.ofColumn(binding.field(), shortened(binding, value));
    if (!(fit instanceof Fit.Fits(Value form)) || known.contains(form)) {
      return fit;
    }
    Fit listed = listed(binding, form);
    boolean cut = listed instanceof Fit.Fits && isTooLong(binding, value);
    return cut
        ? new Fit.Altered(
            form,
            "FIELD-CUT",
            Cuts.words(Cuts.characters(text(value)), binding.field().length(), "field"))
        : listed;
  }

  /** The same where there is at most one known value. */
  public static Fit of(FieldBinding binding, Value value, Optional<Value> base) {
    return of(binding, value, base.map(List::of).orElse(List.of()));
  }

  /** Whether a column holds what pulling this value had to cut. */
  private static boolean isCutOf(FieldBinding binding, Value held, Value whole) {
    return ColumnForm.isCut(binding)
        && binding.direction().pulls()
        && held instanceof Value.Text
        && new ColumnForm(binding).fit(whole) instanceof Fit.Altered(Value cut, _, _)
        && cut.equals(held);
  }

  private static Optional<Fit> emptyText(FieldBinding binding, Value value) {
    if (!(value instanceof Value.Text(String text))
        || !text.isBlank()
        || !ColumnForm.isText(binding.column().type())) {
      return Optional.empty();
    }
    return switch (binding.rules().emptyText()) {
      case CLEAR, FILL -> Optional.empty();
      case KEEP -> Optional.of(new Fit.Unsaid());
      case REJECT ->
          Optional.of(
              new Fit.Misfit(
                  "FIELD-EMPTY-TEXT",
                  "is an empty text, which Salesforce does not know",
                  "Set the column to NULL or to a text, or choose another rule with 'emptyText'"));
    };
  }

  private static Value shortened(FieldBinding binding, Value value) {
    return isTooLong(binding, value)
        ? new Value.Text(Cuts.beginning(text(value), binding.field().length()))
        : value;
  }

  /** Whether a text must lose its end. */
  private static boolean isTooLong(FieldBinding binding, Value value) {
    Field field = binding.field();
    return binding.rules().tooLong() == TooLong.CUT
        && value instanceof Value.Text
        && Cuts.mayBeCut(field.type())
        && field.length() > 0
        && Cuts.characters(text(value)) > field.length();
  }

  /** What Salesforce makes of blanks and line breaks comes before the counting. */
  private static String text(Value value) {
    return value instanceof Value.Text(String text) ? text.strip().replace("\r\n", "\n") : "";
  }

  /** What the rules make of a value that a restricted pick-list does not have. */
  private static Fit listed(FieldBinding binding, Value form) {
    Field field = binding.field();
    boolean restricted = field.flags().restrictedPicklist() && !field.picklist().isEmpty();
    if (!restricted || !(form instanceof Value.Text(String text))) {
      return new Fit.Fits(form);
    }
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    boolean several = field.type() == FieldType.MULTIPICKLIST;
    for (String one : several ? text.split(";") : new String[] {text}) {
      (isListed(field, one) ? good : bad).add(one);
    }
    if (bad.isEmpty()) {
      return new Fit.Fits(form);
    }
    Value rest = good.isEmpty() ? Value.NULL : new Value.Text(String.join(";", good));
    return bad(binding.rules().badPicklist(), rest, field);
  }

  /** Whether the org takes other cases for the same is not documented: it is left to it. */
  private static boolean isListed(Field field, String value) {
    return field.picklist().stream().anyMatch(value::equalsIgnoreCase);
  }

  private static Fit bad(BadPicklist rule, Value rest, Field field) {
    String unlisted = "is none of the %d of the restricted pick-list";
    String reason = unlisted.formatted(field.picklist().size());
    return switch (rule) {
      case REJECT ->
          new Fit.Misfit(
              "FIELD-BAD-PICKLIST",
              reason,
              "Correct the value in the row, add it to the pick-list in Salesforce, or choose"
                  + " another rule with 'badPicklist'");
      case CLEAR -> new Fit.Altered(rest, "FIELD-CLEARED", "was left out: it " + reason);
      case KEEP -> new Fit.Unsaid();
    };
  }
}
