package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Names;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.KeyUse;
import dev.syncline.model.MatchRule;
import dev.syncline.model.Priority;
import dev.syncline.model.SyncRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which object and table belong together. */
@Concern(name = "a mapping", doc = "Which object and table belong together, field by field.")
public record MappingConfig(
    @Entry(
            value = "The org. May be left out when there is one only.",
            refersTo = "orgs",
            orTheOnlyOne = true)
        Optional<String> org,
    @Entry(
            value = "The API name of the object, such as Contact.",
            pattern = "[A-Za-z][A-Za-z0-9_]{0,79}",
            says = "the API name of an object, such as Contact or Order__c",
            alsoTried = {"sobject", "entity", "type"})
        String object,
    @Entry(
            value = "The database. May be left out when there is one only.",
            refersTo = "databases",
            orTheOnlyOne = true,
            alsoTried = {"db"})
        Optional<String> database,
    @Entry(
            value = "The table, with its schema where that is not the user's first one.",
            pattern = "[^\\s.\"`]{1,63}(\\.[^\\s.\"`]{1,63})?",
            says = "table or schema.table, without quotes")
        String table,
    @Entry(
            value = "Whether Syncline creates the table if it is not there.",
            byDefault = "false",
            alsoTried = {"createTable"})
        boolean create,
    @Entry(
            value =
                "A condition in SOQL that narrows the records, such as `IsActive__c = true`: what"
                    + " would follow WHERE.",
            pattern = "\\s*\\S(.|\\s)*",
            says = "a condition in SOQL, such as IsActive__c = true",
            alsoTried = {"filter", "condition", "query"})
        Optional<String> where,
    @Entry(
            value = "The developer names of the record types to carry. Left out or empty: all.",
            pattern = "[A-Za-z][A-Za-z0-9_]{0,79}",
            says = "the developer name of a record type, such as Business_Account",
            alsoTried = {"recordType"})
        List<String> recordTypes,
    @Entry(
            value =
                "A condition on the row's own columns, as in SQL, that narrows the rows that are"
                    + " pushed, such as `active and country in ('DE', 'AT')`.",
            pattern = "\\s*\\S(.|\\s)*",
            says = "a condition on columns, such as country = 'DE'",
            alsoTried = {"rowFilter", "sqlWhere", "rowsWhere"})
        Optional<String> rows,
    @Entry(
            value =
                "A column that keeps a row from being pushed yet: while it is true, or, of a column"
                    + " of days or moments, while it is empty.",
            pattern = "[^\\s.\"`]{1,63}",
            says = "the name of a column, such as is_draft",
            alsoTried = {"drafts", "draftColumn"})
        Optional<String> draft,
    @Entry(
            value =
                "What becomes of the other side when a linked record no longer meets `where` and"
                    + " `recordTypes`, or a linked row no longer `rows`: `keep` leaves it as it is,"
                    + " `unlink` makes both strangers, `delete` deletes it there.",
            byDefault = "keep",
            alsoTried = {"onScopeLeave", "leave"})
        DeletePolicy onLeave,
    @Entry(
            value =
                "The fields: `\"*\"` for every field that the integration user can see, or a"
                    + " group of fields with their columns.",
            alsoTried = {"mapping"})
        FieldsConfig fields,
    @Entry(
            value = "Columns that no field of its own fills: computed when a record is pulled.",
            names = Names.COLUMN,
            alsoTried = {"computed"})
        Map<String, ColumnConfig> columns,
    @Entry(
            value =
                "Which way changes are carried: `pull` from Salesforce to the database, `push` from"
                    + " the database to Salesforce, `both`. Pushing needs `syncline db install`.",
            byDefault = "pull",
            alsoTried = {"dir"})
        Direction direction,
    @Entry(
            value =
                "What happens to the row of a record that was deleted in Salesforce: `delete` it,"
                    + " `unlink` it (the row stays, and is no longer that record's), or `keep`"
                    + " both.",
            byDefault = "delete",
            alsoTried = {"deletes", "deletePolicy"})
        DeletePolicy onDelete,
    @Entry(
            value = "The column that identifies a row. Left out: the table's primary key.",
            pattern = "[^\\s.\"`]{1,63}",
            says = "the name of a column, such as id",
            alsoTried = {"primaryKey", "idColumn"})
        Optional<String> rowKey,
    @Entry(
            value =
                "The external id field by which records are created: a create whose answer is lost"
                    + " is then never made twice. The field must be mapped to a unique column.",
            pattern = "[A-Za-z][A-Za-z0-9_]{0,79}",
            says = "the API name of an external id field, such as Shop_Id__c",
            alsoTried = {"externalId", "externalIdField", "upsertKey"})
        Optional<String> key,
    @Entry(
            value =
                "When the external id decides which record a row is written to: `unlinked`, as long"
                    + " as the row has no record, or `always`.",
            byDefault = "unlinked",
            alsoTried = {"alwaysUpsert", "upsert"})
        KeyUse keyUse,
    @Entry(
            value =
                "What holds where both sides changed the same field: the value of `salesforce`, of"
                    + " the `database`, the `newest`, or neither: `park` sets the record aside.",
            byDefault = "salesforce",
            alsoTried = {"conflictPolicy", "conflicts"})
        ConflictPolicy conflict,
    @Entry(
            value =
                "What holds where one side deleted what the other changed: `delete`, or `update`,"
                    + " which makes it again, or `park`.",
            byDefault = "delete")
        DeleteConflict deleteConflict,
    @Entry(
            value =
                "What happens to the record of a row that was deleted: `delete` it, `unlink` it"
                    + " (the record stays, and is no longer that row's), or `keep` it: its next"
                    + " change brings the row back.",
            byDefault = "delete")
        DeletePolicy onRowDelete,
    @Entry(
            value =
                "The date-time field by which changed records are found, such as LastModifiedDate,"
                    + " CreatedDate or a field of your own: a record whose field is not set anew is"
                    + " not noticed. Left out: by the org's own lists of changes, which miss"
                    + " nothing.",
            pattern = "[A-Za-z][A-Za-z0-9_]{0,79}",
            says = "the API name of a date-time field, such as LastModifiedDate",
            alsoTried = {"triggerDate", "dateField", "triggerField", "watermarkField"})
        Optional<String> changeDate,
    @Entry(
            value =
                "By what a record and a row that are not linked are known to be the same, before"
                    + " either is made anew: a list of rules, each a group of mapped fields with"
                    + " the form in which they are compared: `exact` (blanks at the ends aside),"
                    + " `fold` (also capitals aside), `email`, `phone` (`phone +49` for numbers"
                    + " that are written without their country), `domain`. All fields of a rule"
                    + " must be filled and the same; the first rule by which anything is found"
                    + " decides. See [match.md](match.md).",
            names = Names.FIELD,
            pattern = "exact|trim|fold|email|domain|phone( \\+[0-9]{1,3})?",
            says = "exact, fold, email, phone, phone +49 or domain",
            alsoTried = {"prematch", "matchBy", "matching", "dedupe"})
        List<Map<String, String>> match,
    @Entry(
            value =
                "Who is asked about records and rows on their way, in this order, see"
                    + " [hooks.md](hooks.md): plugins and webhooks.",
            alsoTried = {"plugins", "webhooks", "hook"})
        List<HookConfig> hooks,
    @Entry(
            value = "Which kinds of changes are carried. Left out: all, each way that it goes.",
            alsoTried = {"trigger", "syncTriggers", "events"})
        Optional<TriggersConfig> triggers,
    @Entry(
            value = "When the mapping pulls. Left out: live.",
            alsoTried = {"schedule", "pullSchedule", "poll"})
        Optional<PullConfig> pull,
    @Entry(
            value = "When the mapping pushes, and how much. Left out: live, all there is.",
            alsoTried = {"pushSchedule"})
        Optional<PushConfig> push,
    @Entry(
            value = "When both sides are compared. Left out: only by `syncline compare`.",
            alsoTried = {"reconcile", "verify", "audit"})
        Optional<CompareConfig> compare,
    @Entry(
            value =
                "When values are read again that change without a change of their record, as"
                    + " roll-ups do. Left out: every 1d.",
            alsoTried = {"formulas", "volatile", "rereadFormulas"})
        Optional<RereadConfig> reread,
    @Entry(
            value =
                "What becomes of the mapping when the schema of either side changes, see"
                    + " [drift.md](drift.md): `apply` adapts to what is safe and takes out of"
                    + " service what cannot be carried, `ask` takes out of service until a person"
                    + " accepts, `stop` stops the mapping until then.",
            byDefault = "apply",
            alsoTried = {"schema", "schemaDrift", "onSchemaChange"})
        DriftPolicy drift,
    @Entry(
            value =
                "From how many deletions or emptied fields within an hour a person is asked. Left"
                    + " out: more than 100 and more than a tenth of the records.",
            alsoTried = {"massDelete", "safety", "limits"})
        Optional<GuardConfig> guard,
    @Entry(
            value = "How long what runs wrote over is kept. Left out: 30 days.",
            alsoTried = {"undo", "keepHistory"})
        Optional<HistoryConfig> history,
    @Entry(
            value =
                "Whose turn is first, and who waits first when the org's API calls run short:"
                    + " `low`.",
            byDefault = "normal",
            alsoTried = {"prio"})
        Priority priority,
    @Entry(
            value =
                "Among mappings of the same priority, the lighter goes first; what others refer to"
                    + " goes before them in any case.",
            byDefault = "0",
            says = "a whole number, such as 10",
            alsoTried = {"order"})
        int weight)
    implements Checked {
  public MappingConfig {
    recordTypes = List.copyOf(recordTypes);
    hooks = List.copyOf(hooks);
    columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
    match = match.stream().map(MappingConfig::inOrder).toList();
  }

  /** The fields of a rule as they are written. */
  private static Map<String, String> inOrder(Map<String, String> rule) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rule));
  }

  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>();
    checkWays(objections);
    if (!direction.pulls() && !columns.isEmpty()) {
      objections.add(idle("columns", "the mapping does not pull"));
    }
    where.ifPresent(condition -> checkCondition(condition, objections));
    ScopeChecks.rows(this).ifPresent(objections::add);
    if (fields instanceof FieldsConfig.Listed listed) {
      if (listed.fields().isEmpty()) {
        objections.add(
            new Objection(
                "fields", "no field is listed", "list fields with their columns, or write \"*\""));
      }
      checkTwice(listed.fields(), objections);
      listed
          .fields()
          .forEach(
              (name, field) -> {
                checkDirection(name, field, objections);
                objections.addAll(ParentFieldChecks.of(name, field, direction));
              });
    }
    checkMatch(objections);
    return objections;
  }

  private void checkWays(List<Objection> objections) {
    if (!direction.pulls() && pull.isPresent()) {
      objections.add(idle("pull", "the mapping does not pull"));
    }
    if (!direction.pulls() && changeDate.isPresent()) {
      objections.add(idle("changeDate", "the mapping does not pull"));
    }
    if (!direction.pulls() && triggers.flatMap(TriggersConfig::pull).isPresent()) {
      objections.add(idle("triggers.pull", "the mapping does not pull"));
    }
    if (!direction.pushes() && triggers.flatMap(TriggersConfig::push).isPresent()) {
      objections.add(idle("triggers.push", "the mapping does not push"));
    }
    if (!direction.pushes() && rows.isPresent()) {
      objections.add(idle("rows", "the mapping does not push"));
    }
    if (!direction.pushes() && draft.isPresent()) {
      objections.add(idle("draft", "the mapping does not push"));
    }
    if (keyUse == KeyUse.ALWAYS && key.isEmpty()) {
      objections.add(
          new Objection(
              "keyUse", "'keyUse' is 'always', but there is no key", "name an external id as key"));
    }
    if (!direction.pushes() && push.isPresent()) {
      objections.add(idle("push", "the mapping does not push"));
    }
  }

  private void checkMatch(List<Objection> objections) {
    if (match.size() > SyncRules.MAX_MATCH_RULES) {
      objections.add(
          new Objection(
              "match",
              "there are more than " + SyncRules.MAX_MATCH_RULES + " rules",
              "leave out those that the first ones decide"));
    }
    for (int i = 0; i < match.size(); i++) {
      int fieldCount = match.get(i).size();
      if (fieldCount == 0 || fieldCount > MatchRule.MAX_PARTS) {
        objections.add(
            new Objection(
                "match",
                "rule " + (i + 1) + " has " + fieldCount + " fields",
                "name 1 to " + MatchRule.MAX_PARTS + " fields, such as {Email: email}"));
      }
    }
  }

  private static Objection idle(String key, String why) {
    return new Objection(
        key,
        "'" + key + "' says nothing here: " + why,
        "remove it, or change direction of the mapping to both");
  }

  private static void checkCondition(String condition, List<Objection> objections) {
    String start = condition.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("where ") || start.startsWith("select ")) {
      objections.add(
          new Objection(
              "where",
              "'where' must hold the condition alone",
              "leave out everything up to and with WHERE"));
    }
  }

  private static void checkTwice(Map<String, FieldConfig> fields, List<Objection> objections) {
    Map<String, String> byField = new HashMap<>();
    Map<String, String> byColumn = new HashMap<>();
    fields.forEach(
        (name, field) -> {
          String first = byField.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
          if (first != null) {
            objections.add(
                new Objection(
                    "fields." + name,
                    "'" + name + "' and '" + first + "' are the same field",
                    "remove one of them"));
          }
          field
              .column()
              .filter(_ -> !field.isRelated())
              .map(column -> byColumn.putIfAbsent(column.toLowerCase(Locale.ROOT), name))
              .ifPresent(other -> objections.add(sameColumn(name, other)));
        });
  }

  private static Objection sameColumn(String field, String other) {
    return new Objection(
        "fields." + field + ".column",
        "'" + field + "' and '" + other + "' have the same column",
        "give each field a column of its own");
  }

  private void checkDirection(String name, FieldConfig field, List<Objection> objections) {
    boolean beyond =
        field.direction().filter(d -> direction != Direction.BOTH && d != direction).isPresent();
    if (beyond) {
      objections.add(
          new Objection(
              "fields." + name + ".direction",
              "the field goes another way than its mapping, which is '"
                  + direction.name().toLowerCase(Locale.ROOT)
                  + "'",
              "change direction of the mapping to both, or of the field"));
    }
  }
}
