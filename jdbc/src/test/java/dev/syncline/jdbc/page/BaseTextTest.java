package dev.syncline.jdbc.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BaseTextTest {
  private static final List<FieldType> TYPES =
      List.of(
          FieldType.STRING,
          FieldType.BOOLEAN,
          FieldType.DOUBLE,
          FieldType.DATE,
          FieldType.DATETIME,
          FieldType.TIME,
          FieldType.ADDRESS,
          FieldType.REFERENCE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void what_is_written_is_read_as_it_was(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<FieldBinding> bindings = new ArrayList<>();
      List<Optional<Value>> values = new ArrayList<>();
      for (int i = 0; i < TYPES.size(); i++) {
        bindings.add(binding("F" + i + "__c", TYPES.get(i)));
        values.add(
            random.nextInt(5) == 0 ? Optional.empty() : Optional.of(value(TYPES.get(i), random)));
      }
      String text = BaseText.write(bindings, values);
      assertThat(BaseText.read(text, bindings)).as(text).isEqualTo(values);
      assertThat(BaseText.write(bindings, BaseText.read(text, bindings))).isEqualTo(text);
    }
  }

  private static Value value(FieldType type, Random random) {
    if (random.nextInt(6) == 0) {
      return Value.NULL;
    }
    if (type == FieldType.BOOLEAN) {
      return new Value.Bool(random.nextBoolean());
    }
    if (type == FieldType.DOUBLE) {
      var digits = new BigInteger(random.nextInt(120), random);
      var number = new BigDecimal(digits, random.nextInt(40) - 10);
      return new Value.Numeric(random.nextBoolean() ? number : number.negate());
    }
    if (type == FieldType.DATE) {
      return new Value.Day(LocalDate.of(1 + random.nextInt(9_998), 1, 1).plusDays(9));
    }
    if (type == FieldType.DATETIME) {
      return new Value.Moment(
          Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
    }
    if (type == FieldType.TIME) {
      return new Value.TimeOfDay(LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)));
    }
    if (type == FieldType.ADDRESS) {
      return new Value.Compound(
          List.of(
              new Value.Component("city", new Value.Text(text(random))),
              new Value.Component("latitude", new Value.Numeric(new BigDecimal("-1.25")))));
    }
    return new Value.Text(text(random));
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      int[] some = {'a', '"', '\\', '\n', '\t', 1, 31, 'ä', 0x2028, 0x1F600, '7', '-', ':'};
      text.appendCodePoint(some[random.nextInt(some.length)]);
    }
    return text.toString();
  }

  private static FieldBinding binding(String name, FieldType type) {
    var column = new Column(new ColumnName("c"), new ColumnType.LongText(), true, false, false);
    return new FieldBinding(
        Bench.field(name, type, 255), column, Direction.BOTH, new Kind.Direct());
  }
}
