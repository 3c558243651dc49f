package dev.syncline.simulator.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class SearchTest {
  private final RunningOrg org = RunningOrg.with(Map.of("Account", 20L, "Contact", 20L));

  @BeforeAll
  void create() {
    org.create("Account", "{\"Name\":\"Zephyr Trading\",\"Phone\":\"555-0199\"}");
    org.create("Account", "{\"Name\":\"Other\",\"Description\":\"owns the Zephyr brand\"}");
    org.create("Contact", "{\"LastName\":\"Zephyr\",\"Email\":\"z@wind.example\"}");
  }

  @AfterAll
  void stop() {
    org.close();
  }

  private List<String> names(String sosl) {
    String path = RunningOrg.DATA + "/search/?q=" + RunningOrg.encode(sosl);
    return org.get(path).is(200).json().path("searchRecords").findValuesAsString("Name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIND {zephyr} IN ALL FIELDS RETURNING Account(Name ORDER BY Name) | Other,Zephyr Trading",
        "find {Zephyr} in name fields returning account(Name), Contact(Name) | Zephyr"
            + " Trading,Zephyr",
        "FIND {555-0199} IN PHONE FIELDS RETURNING Account(Name) | Zephyr Trading",
        "FIND {z@wind.example} IN EMAIL FIELDS RETURNING Contact(Name) | Zephyr",
        "FIND {zeph*} RETURNING Account(Name WHERE Name != 'Other'), Contact(Name) LIMIT 1"
            + " | Zephyr Trading",
        "FIND {zephyr} RETURNING Account(Name WHERE Name IN ('Other', '(') LIMIT 5) | Other",
        "FIND {nothing\\}} RETURNING Account(Name) | ",
      })
  void records_are_found_by_their_words(String sosl, String names) {
    assertThat(names(sosl)).isEqualTo(names == null ? List.of() : List.of(names.split(",")));
  }

  @Test
  void without_objects_ids_of_all_are_found() {
    var records =
        org.get(RunningOrg.DATA + "/search?q=FIND+%7Bzephyr%7D").json().path("searchRecords");
    assertThat(records.findValuesAsString("type")).containsExactly("Account", "Account", "Contact");
  }

  @Test
  void up_to_version_36_the_answer_is_the_list_alone() {
    String path = "/services/data/v36.0/search?q=FIND+%7Bzephyr%7D+RETURNING+Contact";
    assertThat(org.get(path).json().isArray()).isTrue();
  }

  @Test
  void parameters_say_the_same() {
    String path = RunningOrg.DATA + "/parameterizedSearch";
    assertThat(
            org.get(path + "?q=zephyr&sobject=Account&Account.fields=Name&Account.limit=1")
                .json()
                .path("searchRecords")
                .size())
        .isEqualTo(1);
    String body =
        "{\"q\":\"zephyr\",\"in\":\"NAME\",\"fields\":[\"Name\"],"
            + "\"sobjects\":[{\"name\":\"Contact\"},{\"name\":\"Account\",\"where\":\"Name"
            + " LIKE 'Z%'\",\"fields\":[\"Id\"]}]}";
    assertThat(org.post(path, body).json().path("searchRecords").findValuesAsString("type"))
        .containsExactly("Contact", "Account");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FIND zephyr",
        "FIND {}",
        "FIND {z} RETURNING Account(Name",
        "FIND {z} IN SOME FIELDS RETURNING Account",
        "FIND {z} RETURNING Account UPDATE TRACKING",
        "SELECT Id FROM Account"
      })
  void what_is_no_search_is_refused(String sosl) {
    String path = RunningOrg.DATA + "/search?q=" + RunningOrg.encode(sosl);
    assertThat(org.get(path).error()).startsWith("400 MALFORMED_SEARCH");
  }

  @Test
  void unknown_objects_and_fields_are_refused_as_in_queries() {
    String path = RunningOrg.DATA + "/search?q=";
    assertThat(org.get(path + RunningOrg.encode("FIND {z} RETURNING Nope(Id)")).error())
        .startsWith("400 INVALID_TYPE");
    assertThat(org.get(path + RunningOrg.encode("FIND {z} RETURNING Account(Nope)")).error())
        .startsWith("400 INVALID_FIELD");
    assertThat(org.get(RunningOrg.DATA + "/search").error()).startsWith("400 MALFORMED_SEARCH");
  }
}
