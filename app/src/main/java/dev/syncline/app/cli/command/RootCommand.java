package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Format;
import dev.syncline.app.cli.InvalidConfigurationException;
import dev.syncline.app.cli.Surroundings;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.reading.ConfigReading;
import dev.syncline.app.config.setting.SettingReader;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code syncline} itself, with the options that every command has. */
@Command(
    name = "syncline",
    header = "Keeps an application's database and Salesforce in step, both ways.",
    synopsisSubcommandLabel = "COMMAND",
    customSynopsis = "syncline COMMAND [OPTIONS]",
    description = {
      "",
      "Examples:",
      "  syncline demo                     see it work: a simulated org, a database, data",
      "  syncline init --org prod --objects Account,Contact --login-url ADDRESS …",
      "                                    write a configuration from an org",
      "  syncline validate                 check syncline.yaml, without a network",
      "  syncline doctor                   check orgs, databases, rights and limits",
      "  syncline refresh --all            read everything from the org into the database",
      "  syncline sync --until-idle        carry changes both ways until both sides are quiet",
      "  syncline run                      keep both sides in step until stopped",
      "",
      "Options, the same for every command:"
    },
    optionListHeading = "",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 both sides differ, 4 done with records set",
      "aside, 5 sign-in or permission, 6 limit of the org, 7 wait is over, 8 held by another",
      "process, 9 paused, 130 stopped.",
      "More about a command: syncline COMMAND --help"
    },
    versionProvider = VersionProvider.class,
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      OrgCommand.class,
      MappingCommand.class,
      ImportCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      RefreshCommand.class,
      SyncCommand.class,
      RunCommand.class,
      PullCommand.class,
      PushCommand.class,
      DbCommand.class,
      CompareCommand.class,
      DriftCommand.class,
      GuardCommand.class,
      RunsCommand.class,
      UndoCommand.class,
      StatusCommand.class,
      RecordCommand.class,
      LinkCommand.class,
      MatchCommand.class,
      WatermarkCommand.class,
      ParkedCommand.class,
      QueueCommand.class,
      DoctorCommand.class,
      SimulatorEntry.class,
    })
public final class RootCommand implements Runnable {
  /** The configuration that is read when none is named. */
  public static final String DEFAULT_CONFIG = "syncline.yaml";

  /** Where the embedded server keeps its data when no folder is named. */
  public static final String DEFAULT_HOME = "syncline-data";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration; ${DEFAULT-VALUE} in this folder when left out.",
      defaultValue = DEFAULT_CONFIG)
  private Path config = Path.of(DEFAULT_CONFIG);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      scope = ScopeType.INHERIT,
      description = "The form of the answer: ${COMPLETION-CANDIDATES}.",
      defaultValue = "table")
  private Format format = Format.table;

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "Where Syncline's own PostgreSQL server keeps its data; ${DEFAULT-VALUE}.",
      defaultValue = DEFAULT_HOME)
  private Path home = Path.of(DEFAULT_HOME);

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Tell more on standard error; twice for everything.")
  private boolean[] verbose = {};

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  public RootCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Where the command runs. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** What it answers and says. */
  public Talk talk() {
    return new Talk(surroundings, format);
  }

  /** The form of its answer. */
  public Format format() {
    return format;
  }

  /** How much it tells: 0 warnings, 1 more, 2 everything. */
  public int verbosity() {
    return verbose.length;
  }

  /** The configuration as the user named it. */
  public String configName() {
    return config.toString();
  }

  /** The file of the configuration. */
  public Path configFile() {
    return surroundings.folder().resolve(config);
  }

  /** Where the embedded server keeps its data. */
  public Path home() {
    return surroundings.folder().resolve(home);
  }

  /** Reads the configuration with everything that is wrong with it. */
  public ConfigReading readConfig() {
    return ConfigReader.read(configFile(), configName());
  }

  /**
   * Reads the configuration.
   *
   * @throws InvalidConfigurationException if it cannot be used
   */
  public SynclineConfig config() {
    ConfigReading reading = readConfig();
    if (reading.config().isEmpty()) {
      throw new InvalidConfigurationException(configName(), reading.findings());
    }
    reading.findings().forEach(warning -> talk().remark(warning.toString()));
    return reading.config().get();
  }

  /** Looks up what the configuration refers to. */
  public SettingReader settings() {
    Path folder = configFile().toAbsolutePath().getParent();
    return new SettingReader(
        surroundings.environment(), folder == null ? surroundings.folder() : folder);
  }

  /** The command line of these surroundings, ready to execute. */
  public static CommandLine commandLine(Surroundings surroundings) {
    return CommandLines.prepared(new RootCommand(surroundings), surroundings);
  }
}
