package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.InvalidConfigurationException;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.reading.ConfigReading;
import dev.syncline.app.config.reading.Finding;
import dev.syncline.app.config.reading.LocatedSetting;
import dev.syncline.app.config.setting.SettingReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Checks the configuration without a network. */
@Command(
    name = "validate",
    header = "Check syncline.yaml: every problem at once, with place and remedy. No network.",
    description = {
      "",
      "Examples:",
      "  syncline validate",
      "  syncline validate -c staging.yaml -o json",
      "",
      "A secret that is not there now is a warning here, and an error when it is needed.",
      "",
      "Options:"
    },
    optionListHeading = "",
    customSynopsis = "syncline validate [-c FILE] [-o table|json]")
final class ValidateCommand implements Callable<Integer> {
  private final RootCommand root;

  ValidateCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    ConfigReading reading = root.readConfig();
    List<Finding> findings = new ArrayList<>(reading.findings());
    SettingReader settings = root.settings();
    for (LocatedSetting located : reading.settings()) {
      settings
          .check(located.setting())
          .map(missing -> Finding.warning(located.place(), missing.problem()))
          .ifPresent(findings::add);
    }
    var validation = new Validation(root.configName(), reading.config(), findings);
    root.talk().answer(validation);
    if (validation.valid()) {
      return ExitCode.OK.code();
    }
    root.talk().problem(InvalidConfigurationException.problem(root.configName(), findings));
    return ExitCode.FAILED.code();
  }

  /** What checking came to. */
  private record Validation(String file, Optional<SynclineConfig> config, List<Finding> findings)
      implements Answer {
    boolean valid() {
      return config.isPresent();
    }

    @Override
    public String kind() {
      return "Validation";
    }

    @Override
    public Map<String, Object> json() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("file", file);
      facts.put("valid", valid());
      facts.put("findings", findings.stream().map(Talk::facts).toList());
      return facts;
    }

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      findings.forEach(finding -> lines.add(Escaped.of(finding.toString())));
      config.ifPresent(c -> lines.add(Escaped.of(file) + " is valid: " + counts(c)));
      return lines;
    }

    private static String counts(SynclineConfig config) {
      return String.join(
          ", ",
          count(config.orgs().size(), "org"),
          count(config.databases().size(), "database"),
          count(config.mappings().size(), "mapping"));
    }

    private static String count(int number, String thing) {
      return number + " " + thing + (number == 1 ? "" : "s");
    }
  }
}
