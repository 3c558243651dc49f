package dev.syncline.jdbc;

import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.Column;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldSource.MissingRow;
import dev.syncline.model.FieldType;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table of contacts that refer to companies, whose names are pushed with them. */
abstract class RelatedFixture extends OutboxFixture {
  private static final String CHANGES = "related_change";

  /** Contacts of companies; the company's name is pushed with its contacts. */
  ResolvedMapping companies(String constraint) throws SQLException {
    return companies(constraint, Direction.PUSH);
  }

  /**
   * As above.
   *
   * @param reference which way the reference itself is carried
   */
  ResolvedMapping companies(String constraint, Direction reference) throws SQLException {
    execute("CREATE TABLE company (id BIGINT PRIMARY KEY, name VARCHAR(80), town VARCHAR(80))");
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", name VARCHAR(80), company_id BIGINT"
            + constraint
            + ")");
    execute("CREATE INDEX contact_company ON contact (company_id)");
    execute("INSERT INTO company (id, name) VALUES (1, 'One'), (2, 'Two')");
    ResolvedMapping mapping = mapping(reference);
    capture(mapping);
    return mapping;
  }

  ResolvedMapping mapping(Direction reference) {
    TableDescription company = Bench.table(database, "company");
    TableDescription table =
        Bench.table(database, "contact").beside(Map.of(TableName.parse("company"), company));
    List<FieldBinding> bindings = new ArrayList<>();
    bindings.add(both(Bench.bind(table, "Name", "name")));
    FieldBinding carried = Bench.bind(table, "Company_Id__c", "company_id");
    bindings.add(new FieldBinding(carried.field(), carried.column(), reference, carried.kind()));
    bindings.add(related(table, company, "Company__c", "name"));
    return Bench.mapping("contacts", table, bindings, DeletePolicy.DELETE);
  }

  private static FieldBinding related(
      TableDescription table, TableDescription other, String field, String column) {
    Column value = other.column(column).orElseThrow();
    var relation =
        new Relation(
            table.column("company_id").orElseThrow(),
            other.name(),
            other.column("id").orElseThrow());
    return new FieldBinding(
        Bench.field(field, FieldType.STRING, 80),
        relation.standIn(value),
        Direction.PUSH,
        new Kind.Related(relation, value, MissingRow.REJECT));
  }

  List<String> marks() throws SQLException {
    return list("SELECT related_key FROM " + own(CHANGES) + " ORDER BY related_key");
  }

  void settled(ResolvedMapping mapping) throws SQLException {
    claim(mapping);
    execute("DELETE FROM " + own("outbox"));
    execute("DELETE FROM " + own(CHANGES));
  }

  long spread(ResolvedMapping mapping) {
    long rows = 0;
    for (Dependants.Found found = database.dependants().next(mapping); found.more(); ) {
      rows += found.rows();
      found = database.dependants().next(mapping);
    }
    return rows;
  }

  void fill(int contacts) throws SQLException {
    for (int from = 0; from < contacts; from += 1_000) {
      List<String> rows = new ArrayList<>();
      for (int i = from; i < Math.min(contacts, from + 1_000); i++) {
        rows.add("(" + (i + 1) + ", 1)");
      }
      execute("INSERT INTO contact (id, company_id) VALUES " + String.join(", ", rows));
    }
  }
}
