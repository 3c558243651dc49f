package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Format;
import dev.syncline.app.cli.InvalidConfigurationException;
import dev.syncline.app.cli.Surroundings;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.reading.Similar;
import dev.syncline.app.logging.LogLevels;
import dev.syncline.app.operation.MappingException;
import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** How every command line behaves: streams, colours, and what a failure says and ends with. */
final class CommandLines {
  private static final Map<Class<?>, Function<RootCommand, Object>> COMMANDS =
      Map.ofEntries(
          Map.entry(DemoCommand.class, DemoCommand::new),
          Map.entry(InitCommand.class, InitCommand::new),
          Map.entry(ValidateCommand.class, ValidateCommand::new),
          Map.entry(SchemaCommand.class, SchemaCommand::new),
          Map.entry(OrgCommand.class, OrgCommand::new),
          Map.entry(OrgLoginCommand.class, OrgLoginCommand::new),
          Map.entry(OrgExportSchemaCommand.class, OrgExportSchemaCommand::new),
          Map.entry(MappingCommand.class, MappingCommand::new),
          Map.entry(ImportCommand.class, ImportCommand::new),
          Map.entry(RefreshCommand.class, RefreshCommand::new),
          Map.entry(StatusCommand.class, StatusCommand::new),
          Map.entry(CompareCommand.class, CompareCommand::new),
          Map.entry(DriftCommand.class, DriftCommand::new),
          Map.entry(SyncCommand.class, SyncCommand::new),
          Map.entry(RunCommand.class, RunCommand::new),
          Map.entry(DbInstallCommand.class, DbInstallCommand::new),
          Map.entry(DbUninstallCommand.class, DbUninstallCommand::new),
          Map.entry(DbStatusCommand.class, DbStatusCommand::new),
          Map.entry(DbAdoptCommand.class, DbAdoptCommand::new),
          Map.entry(PullCommand.class, PullCommand::new),
          Map.entry(PushCommand.class, PushCommand::new),
          Map.entry(RecordCommand.class, RecordCommand::new),
          Map.entry(LinkCommand.class, LinkCommand::new),
          Map.entry(MatchCommand.class, MatchCommand::new),
          Map.entry(WatermarkCommand.class, WatermarkCommand::new),
          Map.entry(PlanCommand.class, PlanCommand::new),
          Map.entry(ApplyCommand.class, ApplyCommand::new),
          Map.entry(ParkedCommand.class, ParkedCommand::new),
          Map.entry(QueueListCommand.class, QueueListCommand::new),
          Map.entry(QueueRetryCommand.class, QueueRetryCommand::new),
          Map.entry(QueueClearCommand.class, QueueClearCommand::new),
          Map.entry(QueuePauseCommand.class, QueuePauseCommand::new),
          Map.entry(QueueResumeCommand.class, QueueResumeCommand::new),
          Map.entry(GuardCommand.class, GuardCommand::new),
          Map.entry(RunsCommand.class, RunsCommand::new),
          Map.entry(UndoCommand.class, UndoCommand::new),
          Map.entry(DoctorCommand.class, DoctorCommand::new),
          Map.entry(SimulatorEntry.class, SimulatorEntry::new));

  private CommandLines() {}

  static CommandLine prepared(RootCommand root, Surroundings surroundings) {
    Help.Ansi ansi = surroundings.colours() ? Help.Ansi.ON : Help.Ansi.OFF;
    return new CommandLine(root, factory(root))
        .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(Help.defaultColorScheme(ansi))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(parsed -> execute(parsed, root))
        .setParameterExceptionHandler((e, args) -> wrongUsage(e, args, surroundings))
        .setExecutionExceptionHandler((e, _, _) -> failed(e, root));
  }

  private static int execute(ParseResult parsed, RootCommand root) {
    LogLevels.choose(root.verbosity(), root.format() == Format.json);
    return new RunLast().execute(parsed);
  }

  private static IFactory factory(RootCommand root) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        @Nullable Function<RootCommand, Object> command = COMMANDS.get(type);
        return command == null
            ? CommandLine.defaultFactory().create(type)
            : type.cast(command.apply(root));
      }
    };
  }

  private static int wrongUsage(ParameterException e, String[] arguments, Surroundings around) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String action =
        suggestion(e).map(s -> "did you mean " + s + "?").orElse("see: " + command + " --help");
    String message =
        Objects.requireNonNullElse(e.getMessage(), "").lines().findFirst().orElse("wrong usage");
    talk(arguments, around)
        .problem(new Problem(UsageException.CODE, ErrorClass.MAPPING, message, action));
    return ExitCode.USAGE.code();
  }

  private static Optional<String> suggestion(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    String wrong = unmatched.getUnmatched().getFirst();
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    List<String> options = spec.options().stream().map(OptionSpec::longestName).toList();
    String name = wrong.contains("=") ? wrong.substring(0, wrong.indexOf('=')) : wrong;
    return Similar.nearest(name, wrong.startsWith("-") ? options : spec.subcommands().keySet())
        .map(word -> "'" + word + "'");
  }

  /** The options were not parsed to their end: whether a program reads is seen by their words. */
  private static Talk talk(String[] arguments, Surroundings surroundings) {
    List<String> words = Arrays.asList(arguments);
    int option = Math.max(words.indexOf("-o"), words.indexOf("--output"));
    boolean json =
        (option >= 0 && option + 1 < words.size() && words.get(option + 1).equals("json"))
            || words.contains("-ojson")
            || words.contains("-o=json")
            || words.contains("--output=json");
    return new Talk(surroundings, json ? Format.json : Format.table);
  }

  private static int failed(Exception e, RootCommand root) {
    if (root.verbosity() > 1) {
      e.printStackTrace(root.surroundings().err());
    }
    return switch (e) {
      case InvalidConfigurationException invalid -> {
        root.talk().findings(invalid.problem(), invalid.findings());
        yield ExitCode.FAILED.code();
      }
      case UsageException usage -> {
        root.talk().problem(usage.problem());
        yield ExitCode.USAGE.code();
      }
      case MappingException unfit -> {
        unfit.problems().forEach(root.talk()::problem);
        yield ExitCode.of(unfit.problem()).code();
      }
      case ProblemException known -> {
        root.talk().problem(known.problem());
        yield ExitCode.of(known.problem()).code();
      }
      default -> {
        root.talk().problem(defect(e));
        yield ExitCode.FAILED.code();
      }
    };
  }

  private static Problem defect(Exception e) {
    return new Problem(
        "DEFECT",
        ErrorClass.BUG,
        "Syncline failed in a way that nobody foresaw: " + e,
        "report it with what -vv prints; nothing was done half: run the command again");
  }
}
