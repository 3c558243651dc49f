package dev.syncline.simulation.random;

import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.MassGuard;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Safeguards;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.simulation.memory.MemoryDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the mappings of a run say.
 *
 * @param keyed whether records are found again by the mark, which is an external id then
 */
record Policies(boolean keyed, ConflictPolicy conflict, DeleteConflict deleteConflict) {
  static final OrgName ORG = new OrgName("org");
  static final DatabaseName DATABASE = new DatabaseName("database");

  /** Policies by chance; none that leaves the decision to a person. */
  static Policies choose(RandomGenerator random) {
    List<ConflictPolicy> conflicts =
        List.of(ConflictPolicy.SALESFORCE, ConflictPolicy.DATABASE, ConflictPolicy.NEWEST);
    return new Policies(
        random.nextBoolean(),
        conflicts.get(random.nextInt(conflicts.size())),
        random.nextBoolean() ? DeleteConflict.DELETE : DeleteConflict.UPDATE);
  }

  /** What the org's schema has besides the standard: the field for marks. */
  String schema() {
    String options = keyed ? ", externalId: true, unique: true" : "";
    String field =
        "    extend: true\n    fields:\n      Ref__c: {type: text, length: 40" + options + "}\n";
    String company = "      " + Kind.COMPANY_FIELD + ": {type: text, length: 255}\n";
    return "objects:\n  Account:\n" + field + "  Contact:\n" + field + company;
  }

  private Mapping mapping(Kind kind) {
    var fields = new ArrayList<FieldMapping>();
    fields.add(field(Kind.MARK_FIELD, Kind.MARK_COLUMN));
    kind.attributes().forEach(a -> fields.add(field(a.field(), a.column())));
    if (kind == Kind.CONTACT) {
      fields.add(company());
    }
    Optional<FieldName> key =
        keyed ? Optional.of(new FieldName(Kind.MARK_FIELD)) : Optional.empty();
    return new Mapping(
        new MappingName(kind.table()),
        ORG,
        new ObjectName(kind.object()),
        DATABASE,
        DatabaseSide.table(kind),
        false,
        Optional.empty(),
        List.of(),
        false,
        fields,
        Direction.BOTH,
        DeletePolicy.DELETE,
        Optional.empty(),
        new SyncRules(key, conflict, deleteConflict, DeletePolicy.DELETE)
            .guarded(new Safeguards(MassGuard.OFF, Optional.empty())));
  }

  private static FieldMapping field(String field, String column) {
    return new FieldMapping(
        new FieldName(field),
        Optional.of(new ColumnName(column)),
        Direction.BOTH,
        Optional.empty(),
        false,
        Optional.empty());
  }

  private static FieldMapping company() {
    return new FieldMapping(
        new FieldName(Kind.COMPANY_FIELD),
        Optional.empty(),
        Direction.PUSH,
        Optional.empty(),
        false,
        Optional.empty(),
        FieldRules.STANDARD,
        new FieldSource.RelatedColumn(
            new ColumnName(Kind.COMPANY_REFERENCE),
            DatabaseSide.table(Kind.ACCOUNT),
            new ColumnName(Kind.COMPANY_COLUMN),
            Optional.empty(),
            FieldSource.MissingRow.REJECT));
  }

  /** The mappings as both sides resolve them. */
  List<ResolvedMapping> resolve(Org org, MemoryDatabase database) {
    List<Mapping> all = List.of(Kind.values()).stream().map(this::mapping).toList();
    TableDescription accounts = database.describe(DatabaseSide.table(Kind.ACCOUNT)).orElseThrow();
    var resolved = new ArrayList<ResolvedMapping>();
    for (Mapping mapping : all) {
      Resolution resolution =
          MappingResolver.resolve(
              mapping,
              org.describe(mapping.object()),
              database
                  .describe(mapping.table())
                  .orElseThrow()
                  .beside(Map.of(accounts.name(), accounts)),
              all);
      switch (resolution) {
        case Resolution.Resolved(ResolvedMapping one, List<String> _) -> resolved.add(one);
        case Resolution.Unresolved unresolved ->
            throw new IllegalStateException("the mappings do not fit: " + unresolved);
      }
    }
    return resolved;
  }
}
