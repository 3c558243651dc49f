package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.tree.SourceText;
import org.junit.jupiter.api.Test;

/** Snippets as messages of real orgs have shown them. */
final class SourceTextTest {
  private static String message(String statement, String word) {
    return new SourceText(statement)
        .refuse(ErrorCode.INVALID_FIELD, statement.indexOf(word), "reason")
        .message();
  }

  @Test
  void a_short_statement_is_shown_up_to_the_word_that_ends_thirty_characters_on() {
    assertThat(message("Select Id, Status, Location, Body from ApexLog", "Body"))
        .isEqualTo(
            """

            Select Id, Status, Location, Body from ApexLog
                                         ^
            ERROR at Row:1:Column:30
            reason\
            """);
    assertThat(
            message("SELECT Id, ApiName, Status FROM FlowDefinition WHERE ApiName IN ('A')", "Api"))
        .isEqualTo(
            """

            SELECT Id, ApiName, Status FROM FlowDefinition
                       ^
            ERROR at Row:1:Column:12
            reason\
            """);
  }

  @Test
  void a_long_statement_is_shown_from_a_word_that_starts_thirty_characters_before() {
    String fields =
        "SELECT Id, Website, LastViewedDate, LastReferencedDate, Jigsaw, JigsawCompanyId, "
            + "CleanStatus, AccountSource, DunsNumber, Tradestyle FROM Account";
    assertThat(message(fields, "CleanStatus"))
        .isEqualTo(
            """

            LastReferencedDate, Jigsaw, JigsawCompanyId, CleanStatus, AccountSource, DunsNumber
                                                         ^
            ERROR at Row:1:Column:82
            reason\
            """);
  }

  @Test
  void a_dotted_name_is_one_word() {
    assertThat(
            message(
                "SELECT Id FROM DataSpace WHERE DataSpaceDefinition.DeveloperName = 'x'",
                "DataSpace "))
        .startsWith("\nSELECT Id FROM DataSpace WHERE DataSpaceDefinition.DeveloperName\n");
  }

  @Test
  void only_the_line_of_the_error_is_shown() {
    assertThat(message("SELECT Id\nFROM Maycur_Form__c\nWHERE Id != null", "Maycur"))
        .isEqualTo(
            """

            FROM Maycur_Form__c
                 ^
            ERROR at Row:2:Column:6
            reason\
            """);
  }

  @Test
  void the_end_of_the_statement_has_a_place_too() {
    var refusal = new SourceText("SELECT").refuse(ErrorCode.MALFORMED_QUERY, 6, "reason");
    assertThat(refusal.column()).isEqualTo(7);
    assertThat(refusal.message()).startsWith("\nSELECT\n      ^\n");
  }

  @Test
  void a_refusal_of_the_whole_statement_shows_no_snippet() {
    var refusal = new SourceText("").refuseWhole(ErrorCode.MALFORMED_QUERY, "reason");
    assertThat(refusal.message()).isEqualTo("reason");
  }
}
