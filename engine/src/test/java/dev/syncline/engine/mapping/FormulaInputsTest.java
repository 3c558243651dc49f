package dev.syncline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormulaInputsTest {
  @Test
  void fields_are_found_and_functions_texts_and_comments_are_none() {
    assertThat(
            FormulaInputs.of(
                "IF(ISPICKVAL(Status__c, 'Won /* Lost.Name'), Amount__c * 1.5, /* Old__c */"
                    + " Account . Owner.Name & \"a \\\" Fake__c\" & TEXT(NULL))"))
        .hasValueSatisfying(
            fields ->
                assertThat(fields).containsExactly("Account.Owner.Name", "Amount__c", "Status__c"));
    assertThat(FormulaInputs.of("1 + 2"))
        .hasValueSatisfying(fields -> assertThat(fields).isEmpty());
  }

  @Test
  void what_changes_by_itself_is_not_known() {
    assertThat(FormulaInputs.of("today() - Due__c")).isEmpty();
    assertThat(FormulaInputs.of("$User.FirstName & Name")).isEmpty();
    assertThat(FormulaInputs.of("VLOOKUP($ObjectType.A__c.Fields.B__c, C__c, D__c)")).isEmpty();
    assertThat(FormulaInputs.of("A__c & " + "'x' & ".repeat(5_000) + "B__c")).isEmpty();
  }

  @Test
  void a_field_may_be_called_like_a_function() {
    assertThat(FormulaInputs.of("Now & Today__c"))
        .hasValueSatisfying(fields -> assertThat(fields).containsExactly("Now", "Today__c"));
  }
}
