package dev.syncline.engine.mapping;

import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableDesignerTest {
  @ParameterizedTest
  @CsvSource({
    "Id, salesforce_id",
    "LastName, last_name",
    "BillingStreet, billing_street",
    "My_Field__c, my_field__c",
    "Loc__Latitude__s, loc__latitude__s",
    "SICCode, sic_code",
    "IsDeleted, is_deleted",
    "X24h__c, x24h__c"
  })
  void columns_are_named_in_lower_case_with_underscores(String field, String column) {
    assertThat(ColumnNames.of(new FieldName(field))).hasToString(column);
  }

  @ParameterizedTest
  @EnumSource(FieldType.class)
  void every_supported_type_has_a_fitting_column_that_may_hold_it(FieldType type) {
    if (!type.isSupported()) {
      assertThat(EnumSet.of(FieldType.BASE64, FieldType.ANYTYPE, FieldType.COMPLEXVALUE))
          .contains(type);
      return;
    }
    ColumnType column = ColumnTypes.fitting(field("F", type));
    assertThat(ColumnTypes.compatible(type, column)).isTrue();
  }

  @Test
  void created_table_has_the_record_id_and_a_column_per_field_with_local_keys_for_parents() {
    ObjectDescription contact =
        object(
            "Contact",
            field("LastName", FieldType.STRING),
            field("AccountId", FieldType.REFERENCE, "Account"),
            field("OwnerId", FieldType.REFERENCE, "Group", "User"));
    var all = List.of(mapping("account", "Account"), mapping("contact", "Contact"));
    var design = TableDesigner.design(all.get(1), contact, all, _ -> Optional.empty());
    assertThat(design.key()).isEqualTo(new ColumnName("id"));
    assertThat(design.columns())
        .containsExactly(
            new ColumnDesign(
                new ColumnName("salesforce_id"), new ColumnType.Varchar(18), true, false),
            new ColumnDesign(new ColumnName("last_name"), new ColumnType.Varchar(80), false, false),
            new ColumnDesign(new ColumnName("account_id"), new ColumnType.Whole(64), false, true),
            new ColumnDesign(new ColumnName("owner_id"), new ColumnType.Varchar(18), false, false));
  }

  @Test
  void names_too_long_for_a_database_are_cut_and_told_apart() {
    String common = "a_package__" + "Long".repeat(12) + "_";
    var columns = new FreeColumns();
    ColumnName one = columns.take(new FieldName(common + "One__c"));
    ColumnName two = columns.take(new FieldName(common + "Two__c"));
    ColumnName oneAgain = columns.take(new FieldName(common + "One__c"));
    assertThat(List.of(one, two, oneAgain))
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name.value()).startsWith("a_package__long_").hasSize(63));
    assertThat(new FreeColumns().take(new FieldName(common + "One__c"))).isEqualTo(one);
    assertThat(ColumnNames.of(new FieldName("é".repeat(40))).value().getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(63);
    assertThat(ColumnNames.of(new FieldName("x".repeat(63)))).hasToString("x".repeat(63));
  }

  @Test
  void names_that_fold_together_get_numbers() {
    ObjectDescription object =
        object("Thing", field("AB__c", FieldType.STRING), field("Ab__c", FieldType.STRING));
    var all = List.of(mapping("thing", "Thing"));
    var design = TableDesigner.design(all.getFirst(), object, all, _ -> Optional.empty());
    assertThat(Set.copyOf(design.columns().stream().map(c -> c.name().value()).toList()))
        .containsExactlyInAnyOrder("salesforce_id", "ab__c", "ab__c_2");
  }
}
