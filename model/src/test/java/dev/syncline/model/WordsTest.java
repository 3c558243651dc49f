package dev.syncline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void numbers_are_equal_by_value_not_by_scale() {
    var one = new Value.Numeric(new BigDecimal("1.0"));
    var other = new Value.Numeric(new BigDecimal("1.000"));
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(new Value.Numeric(new BigDecimal("1.0001")));
  }

  @Test
  void null_and_empty_text_are_two_things() {
    assertThat((Value) new Value.Text("")).isNotEqualTo(Value.NULL);
    assertThat((Value) new Value.Null()).isEqualTo(Value.NULL);
  }

  @Test
  void table_names_have_at_most_a_schema_in_front() {
    assertThat(TableName.parse("contact").schema()).isEmpty();
    assertThat(TableName.parse("crm.contact"))
        .isEqualTo(new TableName(Optional.of("crm"), "contact"));
    assertThat(TableName.parse("crm.contact")).hasToString("crm.contact");
    assertThatThrownBy(() -> TableName.parse("a.b.c")).hasMessageContaining("schema.table");
    assertThatThrownBy(() -> TableName.parse(".c")).hasMessageContaining("blank");
  }

  @Test
  void outcomes_account_for_every_record_once() {
    var one = new PullOutcome(1, 2, 3, 4, 5);
    assertThat(one.records()).isEqualTo(15);
    assertThat(one.plus(one)).isEqualTo(new PullOutcome(2, 4, 6, 8, 10));
  }

  @Test
  void a_problem_without_an_action_is_refused() {
    assertThatThrownBy(() -> new Problem("X-Y", ErrorClass.DATA, "what", " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void field_types_are_known_by_their_wire_names() {
    assertThat(FieldType.parse("multipicklist")).contains(FieldType.MULTIPICKLIST);
    assertThat(FieldType.parse("anyType")).contains(FieldType.ANYTYPE);
    assertThat(FieldType.parse("hologram")).isEmpty();
  }

  @Test
  void directions_say_which_way_they_carry() {
    assertThat(Direction.BOTH.pulls() && Direction.BOTH.pushes()).isTrue();
    assertThat(Direction.PULL.pushes()).isFalse();
    assertThat(Direction.PUSH.pulls()).isFalse();
  }
}
