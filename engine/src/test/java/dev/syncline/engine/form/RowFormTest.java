package dev.syncline.engine.form;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldRules.BadPicklist;
import dev.syncline.model.FieldRules.EmptyText;
import dev.syncline.model.FieldRules.TooLong;
import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowFormTest {
  private static final String LONG = "x".repeat(79) + "😀and the rest";

  @Test
  void a_text_that_is_too_long_is_a_misfit_by_default() {
    assertThat(form(binding(TooLong.REJECT), LONG)).isInstanceOf(Fit.Misfit.class);
  }

  @Test
  void a_text_is_cut_to_whole_characters_and_stays_the_same_when_it_is_looked_at_again() {
    Fit first = form(binding(TooLong.CUT), LONG);
    assertThat(first).isInstanceOf(Fit.Altered.class);
    Value cut = first.held().orElseThrow();
    assertThat(cut).isEqualTo(text("x".repeat(79) + "😀"));
    assertThat(RowForm.of(binding(TooLong.CUT), text(LONG), Optional.of(cut)).held()).contains(cut);
    assertThat(((Fit.Altered) first).what()).contains("92", "80").doesNotContain("xx");
  }

  @Test
  void a_cut_that_ends_in_a_blank_is_as_the_org_keeps_it() {
    Value text = text("x".repeat(79) + " and the rest");
    assertThat(RowForm.of(binding(TooLong.CUT), text, Optional.empty()).held())
        .contains(text("x".repeat(79)));
  }

  @Test
  void pick_lists_and_ids_are_never_cut() {
    FieldBinding several = binding(FieldType.MULTIPICKLIST, new ColumnType.LongText(), cutting());
    assertThat(form(several, "a;".repeat(60) + LONG)).isInstanceOf(Fit.Misfit.class);
  }

  @Test
  void a_row_that_holds_what_a_pull_cut_holds_the_whole() {
    FieldBinding narrow = binding(FieldType.STRING, new ColumnType.Varchar(5), cutting());
    Value whole = text("Hello world");
    Fit pulled = new ColumnForm(narrow).fit(whole);
    assertThat(pulled).isInstanceOf(Fit.Altered.class);
    assertThat(pulled.held()).contains(text("Hello"));
    assertThat(RowForm.of(narrow, text("Hello"), Optional.of(whole)))
        .isEqualTo(new Fit.Fits(whole));
    assertThat(RowForm.of(narrow, text("Other"), Optional.of(whole)))
        .isEqualTo(new Fit.Fits(text("Other")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void an_empty_text_is_what_the_rule_says(String empty) {
    assertThat(form(rules(EmptyText.CLEAR), empty)).isEqualTo(new Fit.Fits(Value.NULL));
    assertThat(form(rules(EmptyText.FILL), empty)).isEqualTo(new Fit.Fits(Value.NULL));
    assertThat(form(rules(EmptyText.KEEP), empty)).isEqualTo(new Fit.Unsaid());
    assertThat(form(rules(EmptyText.REJECT), empty))
        .isInstanceOfSatisfying(
            Fit.Misfit.class, m -> assertThat(m.code()).isEqualTo("FIELD-EMPTY-TEXT"));
  }

  @Test
  void a_null_is_no_empty_text() {
    assertThat(RowForm.of(rules(EmptyText.REJECT), Value.NULL, Optional.empty()))
        .isEqualTo(new Fit.Fits(Value.NULL));
    assertThat(new ColumnForm(rules(EmptyText.FILL)).fit(Value.NULL))
        .isEqualTo(new Fit.Fits(text("")));
    assertThat(new ColumnForm(rules(EmptyText.CLEAR)).fit(Value.NULL))
        .isEqualTo(new Fit.Fits(Value.NULL));
  }

  @Test
  void a_value_that_a_restricted_pick_list_lacks_is_what_the_rule_says() {
    assertThat(form(pick(FieldType.PICKLIST, BadPicklist.REJECT), "Purple"))
        .isInstanceOfSatisfying(
            Fit.Misfit.class, m -> assertThat(m.code()).isEqualTo("FIELD-BAD-PICKLIST"));
    assertThat(form(pick(FieldType.PICKLIST, BadPicklist.CLEAR), "Purple").held())
        .contains(Value.NULL);
    assertThat(form(pick(FieldType.PICKLIST, BadPicklist.KEEP), "Purple"))
        .isEqualTo(new Fit.Unsaid());
    assertThat(form(pick(FieldType.PICKLIST, BadPicklist.REJECT), "Red"))
        .isEqualTo(new Fit.Fits(text("Red")));
  }

  @Test
  void of_several_values_only_the_bad_ones_are_left_out() {
    Fit rest = form(pick(FieldType.MULTIPICKLIST, BadPicklist.CLEAR), "Red;Purple;Blue");
    assertThat(rest).isInstanceOf(Fit.Altered.class);
    assertThat(rest.held()).contains(text("Blue;Red"));
    assertThat(form(pick(FieldType.MULTIPICKLIST, BadPicklist.REJECT), "Red;Purple"))
        .isInstanceOf(Fit.Misfit.class);
  }

  @Test
  void a_value_that_the_record_has_is_good_although_the_list_has_lost_it() {
    FieldBinding binding = pick(FieldType.PICKLIST, BadPicklist.REJECT);
    Value retired = text("Retired");
    assertThat(RowForm.of(binding, retired, Optional.of(retired))).isEqualTo(new Fit.Fits(retired));
  }

  private static Fit form(FieldBinding binding, String text) {
    return RowForm.of(binding, text(text), Optional.<Value>empty());
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static FieldRules cutting() {
    return new FieldRules(TooLong.CUT, BadPicklist.REJECT, EmptyText.CLEAR);
  }

  private static FieldBinding binding(TooLong rule) {
    return binding(
        FieldType.STRING,
        new ColumnType.LongText(),
        new FieldRules(rule, BadPicklist.REJECT, EmptyText.CLEAR));
  }

  private static FieldBinding rules(EmptyText rule) {
    return binding(
        FieldType.STRING,
        new ColumnType.LongText(),
        new FieldRules(TooLong.REJECT, BadPicklist.REJECT, rule));
  }

  private static FieldBinding binding(FieldType type, ColumnType column, FieldRules rules) {
    return new FieldBinding(
        field("F", type), column("f", column), Direction.BOTH, new Kind.Direct(), rules);
  }

  private static FieldBinding pick(FieldType type, BadPicklist rule) {
    Field plain = field("Color", type);
    var flags =
        new FieldFlags(
            true, true, true, false, false, false, false, false, false, false, false, true, false);
    var restricted =
        new Field(
            plain.name(),
            plain.label(),
            type,
            200,
            0,
            0,
            flags,
            List.of(),
            Optional.empty(),
            List.of("Red", "Green", "Blue"),
            Optional.empty(),
            Optional.empty());
    return new FieldBinding(
        restricted,
        column("color", new ColumnType.LongText()),
        Direction.BOTH,
        new Kind.Direct(),
        new FieldRules(TooLong.REJECT, rule, EmptyText.CLEAR));
  }
}
