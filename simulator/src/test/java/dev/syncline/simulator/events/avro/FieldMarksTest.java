package dev.syncline.simulator.events.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Bitmaps are written as real orgs write them, and read back. */
class FieldMarksTest {
  private static final Schema SHIPMENT =
      ChangeEventSchema.of(SampleObjects.shipment()).schema().avro();

  @Test
  void bitmaps_seen_in_real_events_come_out_the_same() {
    assertThat(bitmaps(new Slot(1, Slot.WHOLE), new Slot(23, Slot.WHOLE)))
        .containsExactly("0x800002");
    assertThat(bitmaps(new Slot(6, 0), new Slot(23, Slot.WHOLE)))
        .containsExactly("0x800000", "6-0x01");
    assertThat(bitmaps(new Slot(6, 8), new Slot(6, 7))).containsExactly("6-0x0180");
    assertThat(bitmaps(new Slot(23, Slot.WHOLE), new Slot(68, Slot.WHOLE)))
        .containsExactly("0x100000000000800000");
    assertThat(bitmaps(new Slot(58, Slot.WHOLE))).containsExactly("0x0400000000000000");
  }

  @Test
  void no_mark_gives_no_bitmap() {
    assertThat(bitmaps()).isEmpty();
    assertThat(new FieldMarks().isEmpty()).isTrue();
  }

  @Test
  void parts_of_several_compounds_follow_in_the_order_of_their_fields() {
    assertThat(bitmaps(new Slot(12, 1), new Slot(11, 0), new Slot(12, 0)))
        .containsExactly("11-0x01", "12-0x03");
  }

  @Test
  void bitmaps_are_read_as_names() {
    assertThat(FieldMarks.names(SHIPMENT, List.of("0x0002", "11-0x0181", "12-0x02")))
        .containsExactly(
            "Name",
            "HomeAddress.Street",
            "HomeAddress.Latitude",
            "HomeAddress.Longitude",
            "Site__c.Longitude");
  }

  @Test
  void what_is_no_bitmap_of_the_schema_is_refused_by_name() {
    for (String wrong : List.of("0x8000", "800002", "0xZZ", "x-0x01", "1-0x01", "99-0x01")) {
      assertThatThrownBy(() -> FieldMarks.names(SHIPMENT, List.of(wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<String> bitmaps(Slot... slots) {
    var marks = new FieldMarks();
    for (Slot slot : slots) {
      marks.add(slot);
    }
    assertThat(marks.count()).isEqualTo(slots.length);
    return marks.bitmaps();
  }
}
