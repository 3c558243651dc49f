package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.ParkedOperation;
import dev.syncline.app.operation.ParkedOperation.Choice;
import dev.syncline.app.operation.ParkedOperation.Count;
import dev.syncline.app.wiring.LiveConnections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is set aside for a person: looking at it, trying it again, giving it up. */
@Command(
    name = "parked",
    header = "List, show, retry and drop what is set aside for a person. Asks no org.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class ParkedCommand implements Runnable {
  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  ParkedCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Which parked ones are meant; what is left out does not narrow. */
  static final class Filter {
    @Parameters(
        paramLabel = "MAPPING",
        arity = "0..*",
        description = "The mappings; all when none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
        names = "--code",
        paramLabel = "CODE",
        description = "Only those with this code, such as REQUIRED_FIELD_MISSING.")
    private @Nullable String code;

    @Option(
        names = "--key",
        paramLabel = "KEY",
        description = "Only the row of this key, or the record of this id.")
    private @Nullable String key;
  }

  @Command(
      name = "list",
      header = "List what is set aside, with the reasons. Ends with 4 if anything is.",
      description = {
        "",
        "Examples:",
        "  syncline parked list                          everything, 100 per mapping at most",
        "  syncline parked list contacts --code DUPLICATE_VALUE",
        "",
        "Rows could not be pushed; records could not be pulled.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline parked list [MAPPING…] [--code CODE] [--key KEY] [--limit N]")
  int list(
      @Mixin Filter filter,
      @Option(
              names = "--limit",
              paramLabel = "N",
              description = "At most so many rows and records of a mapping; ${DEFAULT-VALUE}.",
              defaultValue = "100")
          int limit) {
    requireLimit(limit);
    return with(
        filter,
        work -> {
          Count count = work.count();
          root.talk()
              .answer(
                  new ParkedAnswer(
                      work.choices().stream()
                          .map(choice -> work.operation().list(choice, limit))
                          .toList(),
                      count));
          return count.all() > 0 ? ExitCode.PARKED.code() : ExitCode.OK.code();
        });
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > ParkedOperation.MAX_RECORDS) {
      throw new UsageException(
          "--limit is " + limit, "give a number from 1 to " + ParkedOperation.MAX_RECORDS);
    }
  }

  @Command(
      name = "show",
      header = "Show why one row or record is set aside, and what to do.",
      description = {
        "",
        "Examples:",
        "  syncline parked show contacts 42                  by the key of the row",
        "  syncline parked show contacts 003000000000001AAA  by the id of the record",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline parked show MAPPING KEY")
  int show(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String name,
      @Parameters(paramLabel = "KEY", description = "The key of a row or the id of a record.")
          String key) {
    var filter = new Filter();
    filter.names = List.of(name);
    filter.key = key;
    return with(
        filter,
        work -> {
          Count count = work.count();
          if (count.all() == 0) {
            throw new UsageException(
                "nothing is parked in %s under '%s'".formatted(name, key),
                "see 'syncline parked list %s'; 'syncline record show %s' says how it stands"
                    .formatted(name, key));
          }
          var parked = work.operation().list(work.choices().getFirst(), 1);
          root.talk().answer(new ParkedAnswer(List.of(parked), count));
          return ExitCode.PARKED.code();
        });
  }

  @Command(
      name = "retry",
      header = "Try what is set aside once more; tells the number first.",
      description = {
        "",
        "Examples:",
        "  syncline parked retry contacts --key 42             one row",
        "  syncline parked retry --code STRING_TOO_LONG --yes  all with that problem",
        "",
        "Rows go back into the queue with no attempt counted, records are read again. The next",
        "'syncline sync' or the running 'syncline run' carries them.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline parked retry [MAPPING…] [--code CODE] [--key KEY] [--yes]")
  int retry(
      @Mixin Filter filter,
      @Option(names = "--yes", description = "Do it without asking.") boolean yes) {
    return with(
        filter,
        work ->
            change(
                work,
                yes || work.count().all() == 1,
                new Deed("retry", "retried", ""),
                choice -> work.operation().retry(choice)));
  }

  @Command(
      name = "drop",
      header = "Give up what is set aside; tells the number first.",
      description = {
        "",
        "Examples:",
        "  syncline parked drop contacts --key 42",
        "  syncline parked drop contacts --code CONFLICT-PARKED --yes",
        "",
        "Row and record stay as they are, different as they may be, until one of them changes.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline parked drop [MAPPING…] [--code CODE] [--key KEY] [--yes]")
  int drop(
      @Mixin Filter filter,
      @Option(names = "--yes", description = "Do it without asking.") boolean yes) {
    return with(
        filter,
        work ->
            change(
                work,
                yes,
                new Deed("drop", "dropped", ": both sides stay different"),
                choice -> work.operation().drop(choice)));
  }

  /**
   * What is done with the parked.
   *
   * @param verb as in "this will drop"
   * @param done as in "dropped"
   * @param consequence what a person should know before
   */
  private record Deed(String verb, String done, String consequence) {}

  private int change(Work work, boolean yes, Deed deed, Function<Choice, Count> doing) {
    Count meant = work.count();
    String question = deed.verb() + " " + words(meant) + " set aside" + deed.consequence();
    if (meant.all() == 0 || !Confirmation.given(root, yes, question)) {
      answer(CountAnswer.NOTHING, new Count(0, 0), "nothing was " + deed.done());
      return meant.all() == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
    Count done =
        work.choices().stream()
            .map(doing)
            .reduce(
                new Count(0, 0),
                (a, b) -> new Count(a.rows() + b.rows(), a.records() + b.records()));
    answer(deed.done(), done, deed.done() + " " + words(done));
    return ExitCode.OK.code();
  }

  private void answer(String did, Count count, String words) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("rows", count.rows());
    counts.put("records", count.records());
    root.talk().answer(new CountAnswer("ParkedChange", did, counts, words));
  }

  private static String words(Count count) {
    return "%s and %s"
        .formatted(
            ShownEntry.number(count.rows(), "row", "rows"),
            ShownEntry.number(count.records(), "record", "records"));
  }

  /** Parked ones that are looked at or treated. */
  private record Work(ParkedOperation operation, List<Choice> choices) {
    Count count() {
      long rows = 0;
      long records = 0;
      for (Choice choice : choices) {
        Count count = operation.count(choice);
        rows += count.rows();
        records += count.records();
      }
      return new Count(rows, records);
    }
  }

  private int with(Filter filter, ToIntFunction<Work> work) {
    SynclineConfig config = root.config();
    List<Choice> choices =
        NamedMappings.orAll(filter.names, ConfiguredMappings.of(config)).stream()
            .map(
                mapping ->
                    new Choice(
                        mapping, Optional.ofNullable(filter.code), Optional.ofNullable(filter.key)))
            .toList();
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      return work.applyAsInt(new Work(new ParkedOperation(connections), choices));
    }
  }
}
