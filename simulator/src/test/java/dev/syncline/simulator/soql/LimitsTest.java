package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.soql.testing.Rendering;
import dev.syncline.simulator.soql.testing.SampleOrg;
import dev.syncline.simulator.soql.testing.WideSchema;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The limits of statements, each at its edge. */
final class LimitsTest {
  private final SampleOrg org = new SampleOrg();

  private SoqlException refusal(String statement) {
    return refusal(() -> org.prepare(statement));
  }

  private static SoqlException refusal(ThrowingCallable call) {
    SoqlException refusal = catchThrowableOfType(SoqlException.class, call);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static String padded(String statement, int length) {
    return statement + " ".repeat(length - statement.length());
  }

  @Test
  void a_statement_has_a_hundred_thousand_characters_at_most() {
    org.prepare(padded("SELECT Id FROM Account", 100_000));
    SoqlException refusal = refusal(padded("SELECT Id FROM Account", 100_001));
    assertThat(refusal.errorCode()).isEqualTo(ErrorCode.MALFORMED_QUERY);
    assertThat(refusal.message())
        .isEqualTo("SOQL statements cannot be longer than 100000 characters.");
  }

  @Test
  void an_empty_statement_is_told_to_be_empty() {
    assertThat(refusal("  \n ").message()).isEqualTo("SOQL statements cannot be empty or null");
  }

  @Test
  void a_text_has_four_thousand_characters_at_most() {
    String statement = "SELECT Id FROM Account WHERE Name = '";
    org.prepare(statement + "x".repeat(4_000) + "'");
    assertThat(refusal(statement + "x".repeat(4_001) + "'").reason()).contains("4000");
  }

  private static String numbered(int count, String form) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(form::formatted)
        .collect(Collectors.joining(", "));
  }

  private static void prepareWide(String select) {
    Schema wide = WideSchema.schema(60);
    Soql.prepare("SELECT " + select + " FROM Hub", wide, SampleOrg.settings());
  }

  @Test
  void twenty_subqueries_are_the_most() {
    String children = "(SELECT Id FROM Spokes%d)";
    prepareWide(numbered(20, children));
    assertThat(refusal(() -> prepareWide(numbered(21, children))).reason()).contains("20");
  }

  @Test
  void fifty_five_parents_are_the_most_however_often_each_is_used() {
    prepareWide(numbered(55, "P%1$d.Id, P%1$d.P1Id"));
    assertThat(refusal(() -> prepareWide(numbered(56, "P%d.Id"))).reason()).contains("55");
  }

  @Test
  void brackets_nest_without_end_of_stack() {
    String deep = "(".repeat(5_000) + "Name = 'x'" + ")".repeat(5_000);
    assertThat(refusal("SELECT Id FROM Account WHERE " + deep).errorCode())
        .isEqualTo(ErrorCode.MALFORMED_QUERY);
    String query = "(SELECT Id FROM Contacts WHERE Id IN ".repeat(2_000);
    assertThat(refusal("SELECT " + query).errorCode()).isEqualTo(ErrorCode.MALFORMED_QUERY);
    String call = "CALENDAR_YEAR(".repeat(5_000);
    assertThat(refusal("SELECT Id FROM Account WHERE " + call).errorCode())
        .isEqualTo(ErrorCode.MALFORMED_QUERY);
  }

  @Test
  void thirty_two_sort_keys_are_the_most() {
    String keys = String.join(", ", Collections.nCopies(33, "Name"));
    assertThat(refusal("SELECT Id FROM Account ORDER BY " + keys).reason()).contains("32");
  }

  @Test
  void more_than_two_thousand_groups_cannot_be_paged() {
    SampleOrg large = SampleOrg.withOpportunities(2_001);
    var run =
        large
            .prepare("SELECT Name, COUNT(Id) FROM Opportunity GROUP BY Name")
            .open(large.snapshot());
    SoqlException refusal = refusal(run::totalSize);
    assertThat(refusal.errorCode()).isEqualTo(ErrorCode.EXCEEDED_ID_LIMIT);
    var limited =
        large
            .prepare("SELECT Name, COUNT(Id) FROM Opportunity GROUP BY Name LIMIT 2000")
            .open(large.snapshot());
    assertThat(Rendering.lines(limited)).hasSize(2_000);
  }
}
