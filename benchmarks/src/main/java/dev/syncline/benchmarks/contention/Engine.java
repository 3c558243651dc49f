package dev.syncline.benchmarks.contention;

import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.DatabaseSettings;
import dev.syncline.jdbc.JdbcDatabase;
import dev.syncline.jdbc.identity.Witness;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.MassGuard;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Safeguards;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableName;
import dev.syncline.salesforce.OrgEnvironment;
import dev.syncline.salesforce.OrgSettings;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The product's engine with its real connector and database, in this process.
 *
 * @param mappings parents first
 */
record Engine(Org org, Database database, List<ResolvedMapping> mappings, Pace pace)
    implements AutoCloseable {
  private static final MappingName ACCOUNTS = new MappingName("accounts");
  private static final int CONNECTIONS = 20;

  /** Connects, and installs capture. */
  static Engine open(SimulatedOrg simulated, SharedDatabase shared) throws InterruptedException {
    var pace = new Pace(InstantSource.system(), Thread::sleep, new Random());
    Org org = connect(simulated, pace);
    var settings =
        new DatabaseSettings(
            new DatabaseName("shop"),
            shared.url(),
            Optional.of(shared.username()),
            Optional.of(shared.password()),
            CONNECTIONS,
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            UnaryOperator.identity());
    var database = new JdbcDatabase(settings, Owner.thisProcess(), pace, Witness.NONE);
    database.install();
    Mapping accounts =
        mapping(
            ACCOUNTS, "Account", plain(Map.of("Name", "name", "Phone", "phone", "Site", "site")));
    List<FieldMapping> fields =
        plain(Map.of("LastName", "last_name", "Phone", "phone", "Department", "department"));
    fields.add(field("AccountId", "account_id", Optional.of(ACCOUNTS)));
    Mapping contacts = mapping(new MappingName("contacts"), "Contact", fields);
    List<Mapping> all = List.of(accounts, contacts);
    List<ResolvedMapping> resolved = new ArrayList<>();
    for (Mapping mapping : all) {
      resolved.add(resolve(mapping, org, database, all));
    }
    database.capture().run(database.capture().installStatements(resolved, Capture.Roles.NONE));
    resolved.forEach(mapping -> database.bindOrg(mapping, org.identity()));
    return new Engine(org, database, List.copyOf(resolved), pace);
  }

  private static Org connect(SimulatedOrg simulated, Pace pace) {
    URI url = URI.create(simulated.instanceUrl());
    var credentials =
        new Credentials.ClientCredentials(
            simulated.clientId(), new Secret(simulated.clientSecret()));
    return SalesforceOrg.connect(
        OrgSettings.of(new OrgName("main"), url, credentials).allowing(List.of(url.getAuthority())),
        new OrgEnvironment(
            pace.clock(),
            pace.random(),
            pace.waiter(),
            _ -> {
              throw new IllegalStateException("Client credentials keep no token");
            }));
  }

  private static List<FieldMapping> plain(Map<String, String> columns) {
    List<FieldMapping> fields = new ArrayList<>();
    fields.add(field("Shop_Id__c", "shop_id", Optional.empty()));
    columns.forEach((name, column) -> fields.add(field(name, column, Optional.empty())));
    return fields;
  }

  private static FieldMapping field(String name, String column, Optional<MappingName> references) {
    return new FieldMapping(
        new FieldName(name),
        Optional.of(new ColumnName(column)),
        Direction.BOTH,
        references,
        false,
        Optional.empty());
  }

  private static Mapping mapping(MappingName name, String object, List<FieldMapping> fields) {
    return new Mapping(
        name,
        new OrgName("main"),
        new ObjectName(object),
        new DatabaseName("shop"),
        TableName.parse(object.toLowerCase(java.util.Locale.ROOT)),
        false,
        Optional.empty(),
        List.of(),
        false,
        fields,
        Direction.BOTH,
        DeletePolicy.DELETE,
        Optional.empty(),
        new SyncRules(
                Optional.of(new FieldName("Shop_Id__c")),
                ConflictPolicy.SALESFORCE,
                DeleteConflict.DELETE,
                DeletePolicy.DELETE)
            .guarded(new Safeguards(MassGuard.OFF, Safeguards.STANDARD.history())));
  }

  private static ResolvedMapping resolve(
      Mapping mapping, Org org, Database database, List<Mapping> all) {
    Resolution resolution =
        MappingResolver.resolve(
            mapping,
            org.describe(mapping.object()),
            database.describe(mapping.table()).orElseThrow(),
            all);
    return switch (resolution) {
      case Resolution.Resolved resolved -> resolved.mapping();
      case Resolution.Unresolved unresolved ->
          throw new IllegalStateException(unresolved.problems().toString());
    };
  }

  /** How many entries and records wait in the queues of all mappings. */
  long waiting() {
    long waiting = 0;
    for (ResolvedMapping mapping : mappings) {
      MappingName name = mapping.mapping().name();
      waiting += database.outbox().counts(name).pending() + database.pullQueue().count(name);
    }
    return waiting;
  }

  /** What the queues hold, for people. */
  String queues() {
    var text = new StringBuilder();
    for (ResolvedMapping mapping : mappings) {
      MappingName name = mapping.mapping().name();
      text.append(name).append(' ').append(database.outbox().counts(name)).append(", to read ");
      text.append(database.pullQueue().count(name)).append(' ');
      text.append(database.outbox().list(EntryFilter.all(name), 5));
    }
    return text.toString();
  }

  /** How many rows and records have been set aside for people. */
  long parked() {
    long parked = 0;
    for (ResolvedMapping mapping : mappings) {
      MappingName name = mapping.mapping().name();
      parked += database.outbox().counts(name).parked() + database.parkedCount(name);
    }
    return parked;
  }

  @Override
  public void close() {
    org.close();
    database.close();
  }
}
