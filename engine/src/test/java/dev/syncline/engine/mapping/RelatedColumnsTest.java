package dev.syncline.engine.mapping;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.merge.RecordMerge;
import dev.syncline.engine.push.Pushes;
import dev.syncline.engine.testing.Samples;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource;
import dev.syncline.model.FieldSource.MissingRow;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelatedColumnsTest {
  private static final ObjectDescription CONTACT =
      object(
          "Contact",
          field("Name", FieldType.STRING),
          field("Company__c", FieldType.STRING),
          field("Age__c", FieldType.INT));
  private static final TableDescription COMPANY =
      table(
          "company",
          column("name", new ColumnType.LongText()),
          column("founded", new ColumnType.Date()),
          column("code", new ColumnType.Varchar(300)));
  private static final TableDescription TABLE =
      table(
              "contact",
              column("name", new ColumnType.LongText()),
              column("company_id", new ColumnType.Whole(64)),
              column("company_code", new ColumnType.Varchar(300)))
          .beside(
              Map.of(
                  TableName.parse("company"),
                  new TableDescription(
                      COMPANY.name(),
                      COMPANY.columns(),
                      COMPANY.primaryKey(),
                      List.of(new ColumnName("id"), new ColumnName("code")))));

  private static final FieldMapping NAME =
      new FieldMapping(
          new FieldName("Name"),
          Optional.of(new ColumnName("name")),
          Direction.BOTH,
          Optional.empty(),
          false,
          Optional.empty());

  private static FieldMapping line(String field, String through, String table, String column) {
    return line(field, through, table, column, Optional.empty(), MissingRow.REJECT);
  }

  private static FieldMapping line(
      String field,
      String through,
      String table,
      String column,
      Optional<ColumnName> key,
      MissingRow missing) {
    return new FieldMapping(
        new FieldName(field),
        Optional.empty(),
        Direction.PUSH,
        Optional.empty(),
        false,
        Optional.empty(),
        FieldRules.STANDARD,
        new FieldSource.RelatedColumn(
            new ColumnName(through), TableName.parse(table), new ColumnName(column), key, missing));
  }

  private static Resolution resolve(Direction direction, FieldMapping line) {
    return resolve(direction, line, SyncRules.STANDARD);
  }

  private static Resolution resolve(Direction direction, FieldMapping line, SyncRules rules) {
    Mapping pulled = Samples.mapping("contact", "Contact", NAME, line);
    var mapping =
        new Mapping(
            pulled.name(),
            pulled.org(),
            pulled.object(),
            pulled.database(),
            pulled.table(),
            false,
            Optional.empty(),
            List.of(),
            false,
            pulled.fields(),
            direction,
            pulled.onDelete(),
            Optional.empty(),
            rules);
    return MappingResolver.resolve(mapping, CONTACT, TABLE, List.of(mapping));
  }

  private static FieldBinding bound(FieldMapping line) {
    var resolution = (Resolution.Resolved) resolve(Direction.BOTH, line);
    return resolution.mapping().bindings().getLast();
  }

  private static List<String> problems(FieldMapping line) {
    return ((Resolution.Unresolved) resolve(Direction.BOTH, line))
        .problems().stream().map(Problem::toString).toList();
  }

  @Test
  void a_field_is_bound_to_a_column_of_the_row_that_is_referred_to() {
    FieldBinding binding = bound(line("Company__c", "company_id", "company", "name"));
    assertThat(binding.kind()).isInstanceOf(Kind.Related.class);
    assertThat(binding.direction()).isEqualTo(Direction.PUSH);
    assertThat(binding.hasColumn()).isFalse();
    assertThat(binding.readColumns())
        .extracting(c -> c.name().value())
        .containsExactly("company_id");
  }

  @Test
  void what_does_not_fit_is_told_with_its_remedy() {
    assertThat(problems(line("Company__c", "company_id", "companies", "name")))
        .singleElement()
        .asString()
        .contains("TABLE-MISSING", "companies");
    assertThat(problems(line("Company__c", "compani_id", "company", "name")))
        .singleElement()
        .asString()
        .contains("COLUMN-UNKNOWN", "company_id");
    assertThat(problems(line("Company__c", "company_id", "company", "nam")))
        .singleElement()
        .asString()
        .contains("COLUMN-UNKNOWN", "Did you mean 'name'?");
    assertThat(problems(line("Company__c", "name", "company", "name")))
        .singleElement()
        .asString()
        .contains("COLUMN-TYPE", "cannot refer");
    assertThat(problems(line("Age__c", "company_id", "company", "founded")))
        .singleElement()
        .asString()
        .contains("COLUMN-TYPE", "cannot be a value");
    Optional<ColumnName> name = Optional.of(new ColumnName("name"));
    assertThat(problems(line("Company__c", "name", "company", "code", name, MissingRow.CLEAR)))
        .singleElement()
        .asString()
        .contains("TABLE-KEY", "not a unique column");
    Optional<ColumnName> code = Optional.of(new ColumnName("code"));
    assertThat(
            problems(line("Company__c", "company_code", "company", "name", code, MissingRow.CLEAR)))
        .singleElement()
        .asString()
        .contains("TABLE-KEY", "more than 255 characters");
    assertThat(resolve(Direction.PULL, line("Company__c", "company_id", "company", "name")))
        .asString()
        .contains("COMPUTED-IDLE");
  }

  @Test
  void null_an_empty_column_and_a_row_that_is_not_there_are_three_things() {
    FieldBinding strict = bound(line("Company__c", "company_id", "company", "name"));
    FieldBinding lenient =
        bound(
            line(
                "Company__c", "company_id", "company", "name", Optional.empty(), MissingRow.CLEAR));
    Relation relation = ((Kind.Related) strict.kind()).relation();
    Value missing = relation.missing(new Value.Text("9"));
    assertThat(RowForm.of(strict, new Value.Text(" One "), List.of()))
        .isEqualTo(new Fit.Fits(new Value.Text("One")));
    assertThat(RowForm.of(strict, Value.NULL, List.of())).isEqualTo(new Fit.Fits(Value.NULL));
    assertThat(RowForm.of(strict, missing, List.of()))
        .isInstanceOfSatisfying(
            Fit.Misfit.class, misfit -> assertThat(misfit.code()).isEqualTo("FIELD-NO-ROW"));
    assertThat(RowForm.of(lenient, missing, List.of())).isEqualTo(new Fit.Fits(Value.NULL));
  }

  @Test
  void what_others_changed_keeps_no_row_alive_whose_record_is_deleted() {
    SyncRules rules =
        Pushes.rules(false, ConflictPolicy.DATABASE, DeleteConflict.UPDATE, DeletePolicy.DELETE);
    FieldMapping line = line("Company__c", "company_id", "company", "name");
    var resolution = (Resolution.Resolved) resolve(Direction.BOTH, line, rules);
    var merge = new RecordMerge(resolution.mapping());
    assertThat(merge.decide(gone("Ann", "New"))).isInstanceOf(MergeDecision.Remove.class);
    assertThat(merge.decide(gone("Anna", "Old"))).isEqualTo(new MergeDecision.Recreate());
  }

  /** The record is deleted; it and the row agreed on Ann of Old. */
  private static MergeCase gone(String name, String company) {
    return new MergeCase(
        10,
        new MergeCase.Inbound.Gone(Samples.id(1), Optional.empty()),
        Optional.of(Pushes.link(Samples.id(1), new Value.Text("Ann"), new Value.Text("Old"))),
        Optional.empty(),
        Optional.of(
            new MergeCase.CurrentRow(
                new RowKey("7"), List.of(new Value.Text(name), new Value.Text(company)), Set.of())),
        Optional.of(new MergeCase.Pending(2, false, false, false, Pushes.THEN)),
        Optional.empty(),
        false);
  }
}
