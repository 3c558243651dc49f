package dev.syncline.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The tests of a class share an org, and control it. */
@WithSimulatedOrg(
    seed = 7,
    records = {"Account=5", "Contact=10"},
    limits = "DailyApiRequests=1000")
class OneOrgForTheClassTest {
  private static String url = "";

  @BeforeAll
  static void remember(SimulatedOrg org) {
    url = org.instanceUrl();
  }

  @BeforeEach
  void reset(SimulatedOrg org) {
    org.clearFaults();
    org.resetStats();
  }

  @Test
  void records_are_there_and_new_ones_are_found(SimulatedOrg org) {
    assertThat(org.instanceUrl()).isEqualTo(url);
    assertThat(org.query("SELECT Id FROM Contact")).hasSize(10);
    String id = org.create("Account", "{\"Name\":\"Mine\"}");
    assertThat(org.query("SELECT Name FROM Account WHERE Id = '" + id + "'"))
        .singleElement()
        .satisfies(record -> assertThat(record.path("Name").asString()).isEqualTo("Mine"));
    assertThat(org.calls("GET /query")).isEqualTo(2);
  }

  @Test
  void faults_and_other_users_are_ordered(SimulatedOrg org) {
    org.addFault("{\"match\":{\"path\":\"/services/data/*/limits\"},\"do\":{\"status\":503}}");
    assertThatThrownBy(() -> org.call("GET", "/services/data/v68.0/limits", ""))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("503");
    assertThat(
            org.writeAsAnotherUser(
                    "[{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"x\"}}]")
                .path("committed")
                .asBoolean())
        .isTrue();
  }

  @Nested
  class Within {
    @Test
    void a_nested_class_has_the_same_org(SimulatedOrg org) {
      assertThat(org.instanceUrl()).isEqualTo(url);
    }
  }

  @Nested
  @WithSimulatedOrg(perTest = true)
  class Apart {
    @Test
    void what_the_outer_class_says_counts(SimulatedOrg org) {
      assertThat(org.instanceUrl()).isEqualTo(url);
      assertThat(org.control("GET", "/clock", "").path("now").asString()).isNotEmpty();
    }
  }

  @Test
  void the_clock_moves(SimulatedOrg org) {
    String before = org.control("GET", "/clock", "").path("now").asString();
    org.advanceClock(Duration.ofMinutes(5));
    assertThat(org.control("GET", "/clock", "").path("now").asString()).isGreaterThan(before);
  }
}
