package dev.syncline.salesforce.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bitmaps of headers, on those that orgs were seen to send. */
class FieldBitsTest {
  private static final Schema HEADER =
      SchemaBuilder.record("H")
          .fields()
          .name("changedFields")
          .type()
          .array()
          .items()
          .stringType()
          .noDefault()
          .endRecord();

  private static FieldBits bits(String... bitmaps) {
    GenericRecord header = new GenericData.Record(HEADER);
    header.put("changedFields", List.of(bitmaps));
    return FieldBits.of(header, "changedFields");
  }

  private static List<Integer> fields(FieldBits bits) {
    return IntStream.range(0, bits.length()).filter(bits::has).boxed().toList();
  }

  @Test
  void the_lowest_bit_is_the_first_field() {
    assertThat(fields(bits("0x800002"))).containsExactly(1, 23);
    assertThat(fields(bits("0x100000000000800000"))).containsExactly(23, 68);
    assertThat(fields(bits("0x0400000000000000"))).containsExactly(58);
  }

  @Test
  void parts_are_in_the_set_without_their_whole() {
    FieldBits bits = bits("0x800000", "6-0x0180");

    assertThat(bits.has(6)).isFalse();
    assertThat(bits.touches(6)).isTrue();
    assertThat(IntStream.range(0, 12).filter(part -> bits.has(6, part))).containsExactly(7, 8);
    assertThat(bits.has(5, 7)).isFalse();
    assertThat(bits.length()).isEqualTo(24);
    assertThat(bits("30-0x01").length()).isEqualTo(31);
  }

  @Test
  void all_parts_are_in_the_set_with_their_whole() {
    assertThat(bits("0x40").has(6, 3)).isTrue();
  }

  @Test
  void nothing_is_an_empty_set() {
    assertThat(bits().length()).isZero();
    assertThat(bits("0x").length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Name", "0x0g", "x-0x01", "-1-0x01", "6-", "6-01", "99999999999-0x1"})
  void what_is_no_bitmap_is_refused(String bitmap) {
    assertThatThrownBy(() -> bits(bitmap)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_list_and_a_bitmap_are_bounded() {
    assertThatThrownBy(() -> bits("0x" + "f".repeat(2_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bits(Collections.nCopies(2_000, "0x01").toArray(new String[0])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
