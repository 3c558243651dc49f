package dev.syncline.engine.pull;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.id;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldType;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PullPlannerTest {
  private static final Instant STAMP = Instant.parse("2026-01-02T03:04:05Z");

  static Stream<Arguments> fitting() {
    return Stream.of(
        fits(text("abc"), new ColumnType.Varchar(3)),
        fits(text("a\n\"b\u0001"), new ColumnType.LongText()),
        fits(text("😀😀"), new ColumnType.Varchar(2)),
        fits(number("9007199254740993"), new ColumnType.Whole(64)),
        fits(number("32767"), new ColumnType.Whole(16)),
        fits(number("12.50"), new ColumnType.Decimal(3, 1)),
        fits(number("1E+3"), new ColumnType.Decimal(4, 0)),
        fits(number("0.1"), new ColumnType.Floating(64)),
        fits(number("123456789012345678.123456789"), new ColumnType.Decimal(0, 0)),
        fits(new Value.Day(LocalDate.parse("1700-01-01")), new ColumnType.Date()),
        fits(new Value.Moment(STAMP), new ColumnType.Timestamp(true, 0)),
        fits(new Value.TimeOfDay(LocalTime.parse("10:11:12.123")), new ColumnType.TimeOfDay(3)),
        fits(new Value.Bool(true), new ColumnType.Truth()),
        fits(Value.NULL, new ColumnType.Date()),
        Arguments.of(text("12"), new ColumnType.Whole(32), number("12")),
        Arguments.of(text("-0.50"), new ColumnType.Decimal(3, 2), number("-0.50")),
        Arguments.of(
            text("0E1B2C3D-0000-4000-8000-00000000000A"),
            new ColumnType.Uuid(),
            text("0e1b2c3d-0000-4000-8000-00000000000a")),
        Arguments.of(number("1E+2"), new ColumnType.LongText(), text("100")),
        Arguments.of(new Value.Bool(true), new ColumnType.Whole(16), number("1")),
        Arguments.of(new Value.Moment(STAMP), new ColumnType.Varchar(40), text(STAMP.toString())));
  }

  @Test
  void the_base_is_what_was_read_with_moments_in_whole_seconds() {
    var read = new Value.Moment(STAMP.plusMillis(7));
    PlannedChange planned =
        planner(column("c", new ColumnType.Timestamp(true, 3))).plan(record(read));
    var write = ((PlannedChange.Write) planned).write();
    assertThat(write.values()).containsExactly(read);
    assertThat(write.fields()).containsExactly(new Value.Moment(STAMP));
    planned = planner(column("c", new ColumnType.Whole(16))).plan(record(new Value.Bool(true)));
    write = ((PlannedChange.Write) planned).write();
    assertThat(write.values()).containsExactly(number("1"));
    assertThat(write.fields()).containsExactly(new Value.Bool(true));
  }

  @ParameterizedTest
  @MethodSource("fitting")
  void a_value_that_fits_is_written_in_the_column_s_form(
      Value value, ColumnType type, Value written) {
    PlannedChange planned = planner(column("c", type)).plan(record(value));
    assertThat(planned).isInstanceOf(PlannedChange.Write.class);
    var write = ((PlannedChange.Write) planned).write();
    assertThat(write.values()).containsExactly(written);
    assertThat(write.id()).isEqualTo(id(1));
    assertThat(write.systemModstamp()).isEqualTo(STAMP);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(text("abcd"), new ColumnType.Varchar(3), "ROW-TOO-LONG"),
        Arguments.of(text("😀😀😀"), new ColumnType.Varchar(2), "ROW-TOO-LONG"),
        Arguments.of(text("a\u0000b"), new ColumnType.LongText(), "ROW-BAD-CHARACTER"),
        Arguments.of(text("\uD83D"), new ColumnType.LongText(), "ROW-BAD-CHARACTER"),
        Arguments.of(text("\uDE00x"), new ColumnType.LongText(), "ROW-BAD-CHARACTER"),
        Arguments.of(text("twelve"), new ColumnType.Whole(32), "ROW-BAD-TYPE"),
        Arguments.of(text("01234"), new ColumnType.Whole(32), "ROW-BAD-TYPE"),
        Arguments.of(text(" 12"), new ColumnType.Decimal(0, 0), "ROW-BAD-TYPE"),
        Arguments.of(text("1e3"), new ColumnType.Decimal(0, 0), "ROW-BAD-TYPE"),
        Arguments.of(text("1"), new ColumnType.Uuid(), "ROW-BAD-TYPE"),
        Arguments.of(text("1-2-3-4-5"), new ColumnType.Uuid(), "ROW-BAD-TYPE"),
        Arguments.of(number("1.5"), new ColumnType.Whole(32), "ROW-NUMBER-RANGE"),
        Arguments.of(number("32768"), new ColumnType.Whole(16), "ROW-NUMBER-RANGE"),
        Arguments.of(number("1E+30"), new ColumnType.Whole(64), "ROW-NUMBER-RANGE"),
        Arguments.of(number("12.55"), new ColumnType.Decimal(4, 1), "ROW-NUMBER-RANGE"),
        Arguments.of(number("123.5"), new ColumnType.Decimal(3, 1), "ROW-NUMBER-RANGE"),
        Arguments.of(number("9007199254740993"), new ColumnType.Floating(64), "ROW-NUMBER-RANGE"),
        Arguments.of(number("1E+999999999"), new ColumnType.LongText(), "ROW-NUMBER-RANGE"),
        Arguments.of(number("1E+999999999"), new ColumnType.Decimal(0, 0), "ROW-NUMBER-RANGE"),
        Arguments.of(
            new Value.Moment(STAMP.plusMillis(1)),
            new ColumnType.Timestamp(true, 0),
            "ROW-TIME-PRECISION"),
        Arguments.of(
            new Value.TimeOfDay(LocalTime.parse("10:11:12.123")),
            new ColumnType.TimeOfDay(2),
            "ROW-TIME-PRECISION"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void a_value_that_does_not_fit_parks_its_record_with_reason_and_remedy(
      Value value, ColumnType type, String code) {
    PlannedChange planned = planner(column("c", type)).plan(record(value));
    assertThat(planned).isInstanceOf(PlannedChange.Park.class);
    var park = (PlannedChange.Park) planned;
    assertThat(park.record()).isEqualTo(id(1));
    assertThat(park.problem().code()).isEqualTo(code);
    assertThat(park.problem().errorClass()).isEqualTo(ErrorClass.DATA);
    assertThat(park.problem().message()).contains("F").contains(id(1).value()).contains("column c");
  }

  @Test
  void null_for_a_column_that_must_not_be_null_parks_the_record() {
    var required = new Column(new ColumnName("c"), new ColumnType.LongText(), false, false, false);
    PlannedChange planned = planner(required).plan(record(Value.NULL));
    assertThat(((PlannedChange.Park) planned).problem().code()).isEqualTo("ROW-NULL");
  }

  @Test
  void a_reference_to_a_parent_passes_as_the_record_id() {
    var key = new FieldBinding.Kind.LocalKey(new MappingName("account"));
    PlannedChange planned =
        planner(column("c", new ColumnType.Whole(64)), key).plan(record(text(id(7).value())));
    assertThat(((PlannedChange.Write) planned).write().values())
        .containsExactly(text(id(7).value()));
  }

  private static Arguments fits(Value value, ColumnType type) {
    return Arguments.of(value, type, value);
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Value number(String number) {
    return new Value.Numeric(new BigDecimal(number));
  }

  private static RecordChange.Present record(Value value) {
    return new RecordChange.Present(id(1), STAMP, List.of(value));
  }

  private static PullPlanner planner(Column column) {
    return planner(column, new FieldBinding.Kind.Direct());
  }

  private static PullPlanner planner(Column column, FieldBinding.Kind kind) {
    var table = table("thing", column);
    var binding = new FieldBinding(field("F", FieldType.STRING), column, Direction.PULL, kind);
    return new PullPlanner(
        new ResolvedMapping(
            mapping("thing", "Thing"),
            object("Thing"),
            table,
            table.columns().getFirst(),
            List.of(binding)));
  }
}
