package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.InvalidConfigurationException;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.reading.ConfigReading;
import dev.syncline.app.operation.Check;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.DoctorOperation;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at everything that a refresh needs. */
@Command(
    name = "doctor",
    header = "Check secrets, orgs, limits, databases and mappings. Changes nothing.",
    description = {
      "",
      "Examples:",
      "  syncline doctor",
      "  syncline doctor -o json",
      "",
      "Ends with 5 where signing in or a right fails first, with 1 at any other failure.",
      "",
      "Options:"
    },
    optionListHeading = "",
    customSynopsis = "syncline doctor")
final class DoctorCommand implements Callable<Integer> {
  private final RootCommand root;

  DoctorCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    ConfigReading reading = root.readConfig();
    SynclineConfig config =
        reading
            .config()
            .orElseThrow(
                () -> new InvalidConfigurationException(root.configName(), reading.findings()));
    var patient =
        new DoctorOperation.Patient(
            reading.settings(),
            config.orgs().keySet().stream().map(OrgName::new).toList(),
            config.databases().keySet().stream().map(DatabaseName::new).toList(),
            ConfiguredMappings.of(config));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      List<Check> checks =
          new DoctorOperation(connections, root.settings(), RealTime.clock().instant())
              .run(patient);
      root.talk().answer(new Diagnosis(checks));
      return checks.stream()
          .filter(check -> check.verdict() == Check.Verdict.FAILED)
          .flatMap(check -> check.problem().stream())
          .findFirst()
          .map(ExitCode::of)
          .orElse(ExitCode.OK)
          .code();
    }
  }

  /** What the doctor found. */
  private record Diagnosis(List<Check> checks) implements Answer {
    @Override
    public String kind() {
      return "Diagnosis";
    }

    @Override
    public Map<String, Object> json() {
      return Map.of("checks", checks.stream().map(Diagnosis::facts).toList());
    }

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Check check : checks) {
        lines.add(Escaped.of(mark(check) + " " + check.subject() + ": " + detail(check)));
      }
      long failed = count(Check.Verdict.FAILED);
      long warnings = count(Check.Verdict.WARNING);
      lines.add(
          failed == 0 && warnings == 0
              ? "All is well."
              : failed + " failed, " + warnings + " to look at.");
      return lines;
    }

    private long count(Check.Verdict verdict) {
      return checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    private static String mark(Check check) {
      return switch (check.verdict()) {
        case OK -> "  ok   ";
        case WARNING -> "  look ";
        case FAILED -> "  FAIL ";
        case SKIPPED -> "  -    ";
      };
    }

    private static String detail(Check check) {
      Optional<Problem> problem = check.problem();
      return problem.map(Problem::toString).orElse(check.detail());
    }

    private static Map<String, Object> facts(Check check) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("subject", check.subject());
      facts.put("verdict", check.verdict().name());
      facts.put("detail", check.detail());
      check.problem().ifPresent(problem -> facts.put("problem", Talk.facts(problem)));
      return facts;
    }
  }
}
