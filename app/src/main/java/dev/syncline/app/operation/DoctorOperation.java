package dev.syncline.app.operation;

import dev.syncline.app.config.reading.LocatedSetting;
import dev.syncline.app.config.setting.SettingException;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.ProblemException;
import dev.syncline.engine.budget.CallBudget;
import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.budget.Stage;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Budget;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.model.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at everything that a refresh needs, from secrets to rights, and goes on past what does not
 * work. Changes nothing.
 */
public final class DoctorOperation {
  private static final long LOW_PERCENT = 10;
  private static final String CALLS = "DailyApiRequests";
  private static final List<String> LIMITS = List.of("DailyBulkV2QueryJobs", "DailyBulkApiBatches");

  /** A table that is hardly there: to ask for it proves that the catalog answers. */
  private static final TableName PROBE = TableName.parse("syncline_probe");

  private final Connections connections;
  private final SettingReader settings;
  private final Instant now;
  private final Map<OrgName, CallSample> said = new LinkedHashMap<>();
  private final List<Check> checks = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();

  /**
   * Looks at things as they are at a moment.
   *
   * @param now by this machine's clock
   */
  public DoctorOperation(Connections connections, SettingReader settings, Instant now) {
    this.connections = connections;
    this.settings = settings;
    this.now = now;
  }

  /**
   * What to look at.
   *
   * @param references every reference to a variable or a file
   */
  public record Patient(
      List<LocatedSetting> references,
      List<OrgName> orgs,
      List<DatabaseName> databases,
      List<Mapping> mappings) {
    public Patient {
      references = List.copyOf(references);
      orgs = List.copyOf(orgs);
      databases = List.copyOf(databases);
      mappings = List.copyOf(mappings);
    }
  }

  /** Everything that was looked at, in the order of looking. */
  public List<Check> run(Patient patient) {
    patient.references().forEach(this::reference);
    patient.orgs().forEach(this::org);
    patient.databases().forEach(this::database);
    said.forEach((org, sample) -> budget(org, sample, patient.mappings()));
    patient.mappings().forEach(mapping -> mapping(mapping, patient.mappings()));
    return List.copyOf(checks);
  }

  private void reference(LocatedSetting located) {
    String subject = "secret " + located.setting();
    Optional<SettingException> missing = settings.check(located.setting());
    checks.add(
        missing
            .map(e -> Check.failed(subject + " (" + located.place() + ")", e.problem()))
            .orElseGet(() -> Check.ok(subject, "there")));
  }

  private void org(OrgName name) {
    String subject = "org " + name;
    try {
      Org org = connections.org(name);
      OrgIdentity identity = org.identity();
      checks.add(
          Check.ok(
              subject + ": sign-in",
              "as %s in org %s at %s"
                  .formatted(
                      identity.username(), identity.organizationId(), identity.instanceUrl())));
      Budget budget = org.budget();
      budget
          .limit(CALLS)
          .ifPresent(calls -> said.put(name, new CallSample(now, calls.max(), calls.remaining())));
      LIMITS.forEach(limit -> budget.limit(limit).ifPresent(found -> limit(subject, found)));
    } catch (ProblemException e) {
      broken.add(subject);
      checks.add(Check.failed(subject + ": sign-in", e.problem()));
    }
  }

  private void limit(String org, Budget.Limit limit) {
    String subject = org + ": " + limit.name();
    String left = limit.remaining() + " of " + limit.max() + " left";
    boolean low = limit.remaining() * 100 < limit.max() * LOW_PERCENT;
    if (!low) {
      checks.add(Check.ok(subject, left));
      return;
    }
    checks.add(
        Check.warning(
            subject,
            new Problem(
                "LIMIT-LOW",
                ErrorClass.LIMIT,
                left,
                "wait until the limit's 24 hours have passed, or find out who else spends it in"
                    + " Setup, System Overview")));
  }

  private void budget(OrgName org, CallSample sample, List<Mapping> mappings) {
    String subject = "org " + org + ": API calls";
    new BudgetOperation(connections, now)
        .of(org, mappings, List.of(sample))
        .budget()
        .ifPresent(budget -> checks.add(budget(subject, budget)));
  }

  private static Check budget(String subject, CallBudget budget) {
    String found =
        "%d of %d left, %d reserved for others"
                .formatted(budget.remaining(), budget.max(), budget.reserved())
            + budget
                .lasts()
                .map(
                    lasts ->
                        "; at the pace of the last hour ours last " + Quantities.duration(lasts))
                .orElse("");
    return budget.stage() == Stage.PLENTY
        ? Check.ok(subject, found)
        : Check.warning(
            subject,
            new Problem(
                "LIMIT-LOW",
                ErrorClass.LIMIT,
                found,
                "wait until calls are free again, find out who else spends them in Setup, System"
                    + " Overview, or change the org's budget.reserve"));
  }

  private void database(DatabaseName name) {
    String subject = "database " + name;
    try {
      connections.reach(name).describe(PROBE);
      checks.add(Check.ok(subject, "reached, the catalog answers"));
    } catch (ProblemException e) {
      broken.add(subject);
      checks.add(Check.failed(subject, e.problem()));
    }
  }

  private void mapping(Mapping mapping, List<Mapping> all) {
    String subject = "mapping " + mapping.name();
    for (String needed : List.of("org " + mapping.org(), "database " + mapping.database())) {
      if (broken.contains(needed)) {
        checks.add(Check.skipped(subject, "because of " + needed));
        return;
      }
    }
    try {
      var preparation = new MappingPreparation(connections, all);
      List<String> notes = new ArrayList<>();
      ResolvedMapping resolved = preparation.examine(mapping, notes::add);
      checks.add(Check.ok(subject + ": fields and columns", fields(resolved, notes)));
      rights(mapping);
      long records = connections.org(mapping.org()).count(query(resolved));
      checks.add(Check.ok(subject + ": records", records + " to read"));
    } catch (MappingException e) {
      e.problems().forEach(problem -> checks.add(Check.failed(subject, problem)));
    } catch (ProblemException e) {
      checks.add(Check.failed(subject, e.problem()));
    }
  }

  private void rights(Mapping mapping) {
    String subject = "mapping " + mapping.name() + ": rights";
    List<String> missing = connections.reach(mapping.database()).missingRights(mapping.table());
    if (missing.isEmpty()) {
      checks.add(Check.ok(subject, "rows can be read, written and removed"));
      return;
    }
    checks.add(
        Check.failed(
            subject,
            new Problem(
                "DB-RIGHTS",
                ErrorClass.ACCESS,
                "Syncline's user lacks " + String.join(", ", missing),
                "grant it, or name a user who has it")));
  }

  private static String fields(ResolvedMapping mapping, List<String> notes) {
    String mapped = mapping.bindings().size() + " mapped";
    return notes.isEmpty() ? mapped : mapped + "; " + String.join("; ", notes);
  }

  private static RecordQuery query(ResolvedMapping mapping) {
    return new RecordQuery(
        mapping.object().name(),
        mapping.readFields(),
        mapping.mapping().where(),
        mapping.mapping().recordTypes());
  }
}
