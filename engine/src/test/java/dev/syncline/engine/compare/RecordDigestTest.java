package dev.syncline.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.CompareSession.Digested;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RecordDigestTest {
  private final RecordDigest digest = new RecordDigest();

  private Digested of(Value... values) {
    return digest.of(Samples.id(1), Stream.of(values).map(Optional::of).toList());
  }

  private static Value number(String digits) {
    return new Value.Numeric(new BigDecimal(digits));
  }

  @Test
  void equal_numbers_have_one_digest_however_they_are_written() {
    assertThat(of(number("1.00"))).isEqualTo(of(number("1")));
    assertThat(of(number("0E+3"))).isEqualTo(of(number("0.00")));
    assertThat(of(number("100"))).isEqualTo(of(number("1E+2")));
  }

  @Test
  void values_of_different_kinds_places_and_cuts_have_different_digests() {
    List<Digested> all =
        List.of(
            of(Value.NULL, Value.NULL),
            of(new Value.Text("ab"), new Value.Text("c")),
            of(new Value.Text("a"), new Value.Text("bc")),
            of(new Value.Text("c"), new Value.Text("ab")),
            of(new Value.Text("1")),
            of(number("1")),
            of(new Value.Bool(true)),
            of(new Value.Bool(false)),
            of(new Value.Day(LocalDate.of(2026, 1, 1))),
            of(new Value.Moment(Instant.parse("2026-01-01T00:00:00Z"))),
            of(new Value.TimeOfDay(LocalTime.of(1, 0))),
            digest.of(Samples.id(1), List.of(Optional.empty())));

    assertThat(new HashSet<>(all)).hasSize(all.size());
  }

  @Test
  void one_changed_character_changes_the_digest() {
    assertThat(Set.of(of(new Value.Text("Ärger")), of(new Value.Text("Arger")))).hasSize(2);
  }
}
