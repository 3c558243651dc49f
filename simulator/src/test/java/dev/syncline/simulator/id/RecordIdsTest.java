package dev.syncline.simulator.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdsTest {
  /** Ids of real orgs, as published documentation and captured events show them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7506g00000DhRA2AAN",
        "01gRO0000016PIAYA2",
        "001D000000IqhSLIAZ",
        "0057e00000RmwSWAAZ",
        "00D50000000IZ3ZEAW",
        "00550000001fg5OAAQ",
        "001R0000005hDFYIA2",
        "003R00000025R22IAE",
        "001Dp00000JJkjiIAD",
        "001Dp00000JJkkHIAT",
        "005Dp000000PpjsIAC",
        "005Dp00000340bFIAQ",
        "012Dp000000Cx1rIAC",
        "00D30000000HogQEAS",
        "005300000058eC9AAI",
        "000000000000000AAA"
      })
  void the_checksum_is_that_of_real_ids(String id) {
    assertThat(RecordIds.parse(id)).contains(id);
    assertThat(RecordIds.parse(id.substring(0, 15))).contains(id);
    assertThat(RecordIds.shorten(id)).isEqualTo(id.substring(0, 15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "001",
        "001D000000IqhS",
        "001D000000IqhSLI",
        "001D000000IqhSLIAZ0",
        "001d000000IqhSLIAZ",
        "001D000000IqhSLIAY",
        "001D000000Iqh-L",
        "001D000000Iqh L",
        "001D000000IqhSé"
      })
  void what_is_no_id_is_refused(String text) {
    assertThat(RecordIds.parse(text)).isEmpty();
  }

  @Test
  void numbers_and_ids_go_both_ways_and_sort_alike() {
    var space = new IdSpace("a0B", "7X0");
    String before = "";
    for (long number : new long[] {0, 1, 9, 10, 35, 36, 61, 62, 3_843, 3_844, 10_000_000}) {
      String id = space.id(number);
      assertThat(id).hasSize(18).startsWith("a0B7X0").isGreaterThan(before);
      assertThat(RecordIds.parse(id)).contains(id);
      assertThat(space.number(id)).isEqualTo(number);
      assertThat(space.number(id.substring(0, 15))).isEqualTo(number);
      before = id;
    }
    assertThat(space.number(space.id(IdSpace.SIZE - 1))).isEqualTo(IdSpace.SIZE - 1);
  }

  @Test
  void an_id_of_another_object_or_org_has_no_number() {
    var space = new IdSpace("001", "7X0");
    assertThat(space.number(new IdSpace("003", "7X0").id(5))).isEqualTo(-1);
    assertThat(space.number(new IdSpace("001", "7Y0").id(5))).isEqualTo(-1);
    assertThat(space.number("001")).isEqualTo(-1);
    assertThat(space.number("0017X000000000€")).isEqualTo(-1);
  }
}
