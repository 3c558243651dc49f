package dev.syncline.engine.mapping;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static dev.syncline.engine.testing.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MappingResolverTest {
  private static final ObjectDescription CONTACT =
      object(
          "Contact",
          field("LastName", FieldType.STRING),
          field("AccountId", FieldType.REFERENCE, "Account"),
          field("OwnerId", FieldType.REFERENCE, "Group", "User"),
          field("MailingAddress", FieldType.ADDRESS),
          field("Photo", FieldType.BASE64));
  private static final Column NAME = column("last_name", new ColumnType.Varchar(80));

  @Test
  void listed_fields_are_bound_to_their_columns_whatever_the_case() {
    Resolution resolution =
        resolve(mapping("contact", "Contact", to("lastname", "LAST_NAME")), table("contact", NAME));
    FieldBinding binding = resolved(resolution).bindings().getFirst();
    assertThat(binding.field().name().value()).isEqualTo("LastName");
    assertThat(binding.column()).isEqualTo(NAME);
  }

  @Test
  void all_problems_are_reported_at_once_with_near_names() {
    Mapping mapping =
        mapping(
            "contact",
            "Contact",
            to("LastNam", "last_name"),
            to("OwnerId", "ownr_id"),
            to("Photo", "last_name"));
    List<Problem> problems =
        problems(
            resolve(
                mapping, table("contact", NAME, column("owner_id", new ColumnType.Varchar(18)))));
    assertThat(problems)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("FIELD-UNKNOWN", "FIELD-UNSUPPORTED", "COLUMN-UNKNOWN");
    assertThat(problems)
        .extracting(Problem::action)
        .anyMatch(a -> a.contains("'LastName'"))
        .anyMatch(a -> a.contains("'owner_id'"));
  }

  @Test
  void all_fields_leave_out_compounds_unsupported_types_and_missing_columns() {
    Mapping all = mapping("contact", "Contact");
    Resolution resolution =
        resolve(all, table("contact", NAME, column("salesforce_id", new ColumnType.Varchar(18))));
    assertThat(resolved(resolution).bindings())
        .extracting(b -> b.field().name().value())
        .containsExactly("Id", "LastName");
    assertThat(((Resolution.Resolved) resolution).notes())
        .anyMatch(n -> n.contains("AccountId has no column 'account_id'"))
        .anyMatch(n -> n.contains("is left out: values of type base64 are not carried"));
  }

  @Test
  void a_reference_to_a_mapped_object_becomes_a_local_key() {
    Mapping account = mapping("account", "Account");
    Mapping contact = mapping("contact", "Contact");
    TableDescription table = table("contact", NAME, column("account_id", new ColumnType.Whole(64)));
    Resolution resolution =
        MappingResolver.resolve(contact, CONTACT, table, List.of(account, contact));
    assertThat(kindOf(resolution, "AccountId"))
        .isEqualTo(new Kind.LocalKey(new MappingName("account")));
  }

  @Test
  void a_text_column_keeps_the_record_id_of_a_mapped_parent() {
    Mapping account = mapping("account", "Account");
    Mapping contact = mapping("contact", "Contact");
    TableDescription table =
        table("contact", NAME, column("account_id", new ColumnType.Varchar(18)));
    Resolution resolution =
        MappingResolver.resolve(contact, CONTACT, table, List.of(account, contact));
    assertThat(kindOf(resolution, "AccountId")).isEqualTo(new Kind.Direct());
  }

  @Test
  void a_column_that_cannot_hold_the_field_is_a_problem() {
    List<Problem> problems =
        problems(
            resolve(
                mapping("contact", "Contact", to("LastName", "born")),
                table("contact", column("born", new ColumnType.Date()))));
    assertThat(problems).extracting(Problem::code).containsExactly("COLUMN-TYPE");
    assertThat(problems.getFirst().action()).contains("text of at most 80 characters");
  }

  @Test
  void a_table_without_a_key_of_one_column_is_a_problem() {
    var keyless =
        new TableDescription(table("contact").name(), List.of(NAME), List.of(), List.of());
    assertThat(
            problems(resolve(mapping("contact", "Contact", to("LastName", "last_name")), keyless)))
        .extracting(Problem::code)
        .containsExactly("TABLE-KEY");
  }

  @Test
  void a_required_column_without_a_field_is_a_problem() {
    var required =
        new Column(new ColumnName("tenant"), new ColumnType.Whole(32), false, false, false);
    assertThat(
            problems(
                resolve(
                    mapping("contact", "Contact", to("LastName", "last_name")),
                    table("contact", NAME, required))))
        .extracting(Problem::code)
        .containsExactly("COLUMN-REQUIRED");
  }

  @Test
  void one_column_takes_one_field() {
    assertThat(
            problems(
                resolve(
                    mapping(
                        "contact", "Contact", to("LastName", "last_name"), to("Id", "last_name")),
                    table("contact", NAME))))
        .extracting(Problem::code)
        .containsExactly("COLUMN-TWICE");
  }

  @Test
  void a_generated_column_is_not_written() {
    var generated =
        new Column(new ColumnName("full_name"), new ColumnType.LongText(), true, false, true);
    assertThat(
            problems(
                resolve(
                    mapping("contact", "Contact", to("LastName", "full_name")),
                    table("contact", generated))))
        .extracting(Problem::code)
        .containsExactly("COLUMN-GENERATED");
  }

  @Test
  void near_names_are_found_within_three_edits() {
    assertThat(NearNames.nearest("Emial", Stream.of("Email", "Name"))).contains("Email");
    assertThat(NearNames.nearest("Zzzz", Stream.of("Email", "Name"))).isEmpty();
  }

  private static Resolution resolve(Mapping mapping, TableDescription table) {
    return MappingResolver.resolve(mapping, CONTACT, table, List.of(mapping));
  }

  private static Kind kindOf(Resolution resolution, String field) {
    return resolved(resolution).bindings().stream()
        .filter(b -> b.field().name().value().equals(field))
        .map(FieldBinding::kind)
        .findFirst()
        .orElseThrow();
  }

  private static ResolvedMapping resolved(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Resolved resolved -> resolved.mapping();
      case Resolution.Unresolved unresolved ->
          throw new AssertionError(unresolved.problems().toString());
    };
  }

  private static List<Problem> problems(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Resolved resolved -> throw new AssertionError(resolved.toString());
      case Resolution.Unresolved unresolved -> unresolved.problems();
    };
  }
}
