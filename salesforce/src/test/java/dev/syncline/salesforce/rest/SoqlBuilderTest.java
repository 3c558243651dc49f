package dev.syncline.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoqlBuilderTest {
  @Test
  void a_query_selects_its_columns_under_all_its_conditions() {
    RecordQuery query =
        new RecordQuery(
            new ObjectName("Contact"),
            List.of(),
            Optional.of("Email != null OR Phone = '(0)'"),
            List.of("Customer", "O'Neil\\"));

    assertThat(SoqlBuilder.select(List.of("Id", "My_Field__c"), query))
        .isEqualTo(
            "SELECT Id,My_Field__c FROM Contact WHERE (Email != null OR Phone = '(0)')"
                + " AND RecordType.DeveloperName IN ('Customer','O\\'Neil\\\\')");
    assertThat(SoqlBuilder.count(query)).startsWith("SELECT COUNT() FROM Contact WHERE (");
  }

  @Test
  void a_query_without_conditions_has_no_where() {
    assertThat(SoqlBuilder.select(List.of("Id"), query("Account", Optional.empty())))
        .isEqualTo("SELECT Id FROM Account");
  }

  @Test
  void deleted_records_are_asked_for_by_id() {
    assertThat(
            SoqlBuilder.deletedAmong(
                new ObjectName("Account"),
                List.of(RecordId.of("001000000000001AAA"), RecordId.of("001000000000002AAA"))))
        .isEqualTo(
            "SELECT Id FROM Account WHERE IsDeleted = true AND Id IN"
                + " ('001000000000001AAA','001000000000002AAA')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Account WHERE Id != null",
        "Account--",
        "Acc'ount",
        "1Account",
        "Ac count",
        "Äccount",
        "Account\u0000",
        "(SELECT Id FROM Contacts)"
      })
  void a_name_that_is_no_identifier_is_refused(String name) {
    assertThatThrownBy(() -> SoqlBuilder.count(query(name, Optional.empty())))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.MAPPING));
    assertThatThrownBy(() -> SoqlBuilder.select(List.of(name), query("Account", Optional.empty())))
        .isInstanceOf(OrgException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Name = 'a') OR (Id != null | closes a parenthesis that it did not open (character 11)
          ) OR (1 = 1                | closes a parenthesis that it did not open (character 1)
          Name = 'a                  | leaves a text open (character 8)
          Name = 'a\\'               | leaves a text open (character 8)
          (Name = 'a'                | leaves a parenthesis open
          "   "                      | 'where' is empty
          """)
  void a_condition_cannot_leave_its_parentheses(String where, String why) {
    assertThatThrownBy(() -> SoqlBuilder.count(query("Account", Optional.of(where))))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().message()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name = ')'",
        "Name = 'it\\'s (fine'",
        "Name = '\\\\'",
        "(A = 1 AND (B = 2 OR C = 3)) OR D IN ('x',')')"
      })
  void parentheses_within_texts_do_not_count(String where) {
    assertThat(SoqlBuilder.count(query("Account", Optional.of(where))))
        .isEqualTo("SELECT COUNT() FROM Account WHERE (" + where + ")");
  }

  @Test
  void literals_are_escaped() {
    assertThat(SoqlBuilder.literal("a'b\"c\\d\ne\rf\tg\bh\fi"))
        .isEqualTo("'a\\'b\\\"c\\\\d\\ne\\rf\\tg\\bh\\fi'");
  }

  private static RecordQuery query(String object, Optional<String> where) {
    return new RecordQuery(new ObjectName(object), List.of(), where, List.of());
  }
}
