package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.LinkOperation;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Links;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which record is which row. */
@Command(
    name = "link",
    header = "Show, set and remove which record is which row.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class LinkCommand implements Runnable {
  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  LinkCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "show",
      header = "Show the link of a record or row. Changes nothing.",
      description = {
        "",
        "Examples:",
        "  syncline link show contacts 42                  by the key of the row",
        "  syncline link show contacts 003000000000001AAA  by the id of the record",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline link show MAPPING ID-or-key")
  int show(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String mapping,
      @Parameters(paramLabel = "ID-or-key", description = "A record's id or a row's key.")
          String name) {
    return with(
        mapping,
        (operation, of) -> {
          root.talk().answer(new LinkAnswer(of.name(), found(operation, of, name), "shown"));
          return ExitCode.OK;
        });
  }

  private static Links.Linked found(LinkOperation operation, Mapping mapping, String name) {
    return operation
        .find(mapping, name)
        .orElseThrow(
            () ->
                new UsageException(
                    "mapping %s links no record or row '%s'".formatted(mapping.name(), name),
                    "see 'syncline record show %s', or set one with 'syncline link set'"
                        .formatted(name)));
  }

  @Command(
      name = "set",
      header = "Say that a record and a row belong together.",
      description = {
        "",
        "Example:",
        "  syncline link set contacts 003000000000001AAA 42",
        "",
        "Neither may be linked yet. The next sync compares both field by field; where they differ,",
        "the mapping's conflict policy decides.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline link set MAPPING ID KEY")
  int set(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String mapping,
      @Parameters(paramLabel = "ID", description = "The record's id.") String id,
      @Parameters(paramLabel = "KEY", description = "The row's key.") String key) {
    RecordId record =
        RecordId.parse(id)
            .orElseThrow(
                () ->
                    new UsageException(
                        "'" + id + "' is no record id", "give one of 15 or 18 characters"));
    return with(
        mapping,
        (operation, of) -> {
          root.talk().answer(new LinkAnswer(of.name(), operation.set(of, record, key), "set"));
          return ExitCode.OK;
        });
  }

  @Command(
      name = "load",
      header = "Link what a file says, such as one that 'syncline import' wrote.",
      description = {
        "",
        "Example:",
        "  syncline link load links.txt",
        "",
        "On each line: the mapping, the record's id and the row's key, spaces between them. What"
            + " is",
        "linked or not there is told and left; the rest is linked, so that it can be run again.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline link load FILE")
  int load(@Parameters(paramLabel = "FILE", description = "The file.") Path file) {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    Path resolved = root.surroundings().folder().resolve(file);
    List<LinkLine> lines =
        new LineFile(resolved, file.toString(), "links")
            .read(line -> LinkLine.parse(line, all), LinkLine.MAX);
    long linked = 0;
    List<String> left = new ArrayList<>();
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new LinkOperation(connections, all, note -> root.talk().remark(note));
      for (LinkLine line : lines) {
        try {
          operation.set(line.mapping(), line.record(), line.row());
          linked++;
        } catch (ProblemException e) {
          requireOfLine(e);
          left.add(e.problem().message());
        }
      }
    }
    left.forEach(why -> root.talk().remark("left: " + why));
    SequencedMap<String, Long> counts = new LinkedHashMap<>();
    counts.put("linked", linked);
    counts.put("left", (long) left.size());
    String words = linked + " linked, " + left.size() + " left";
    root.talk().answer(new CountAnswer("LinkLoad", "linked", counts, words));
    return (left.isEmpty() ? ExitCode.OK : ExitCode.FAILED).code();
  }

  private static void requireOfLine(ProblemException e) {
    if (e.errorClass() != ErrorClass.DATA) {
      throw e;
    }
  }

  @Command(
      name = "remove",
      header = "Say that a record and a row do not belong together; both stay.",
      description = {
        "",
        "Example:",
        "  syncline link remove contacts 42 --yes",
        "",
        "Without a link, the record's next change makes a row and the row's next change a record,",
        "unless a key of the mapping brings them together again.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline link remove MAPPING ID-or-key [--yes]")
  int remove(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String mapping,
      @Parameters(paramLabel = "ID-or-key", description = "A record's id or a row's key.")
          String name,
      @Option(names = "--yes", description = "Do it without asking.") boolean yes) {
    return with(
        mapping,
        (operation, of) -> {
          Links.Linked link = found(operation, of, name);
          String deed =
              "remove 1 link, of record %s and row %s: each goes its own way then"
                  .formatted(link.record().id(), link.row());
          boolean done =
              Confirmation.given(root, yes, deed) && operation.remove(of, link.record().id());
          root.talk()
              .answer(new LinkAnswer(of.name(), link, done ? "removed" : CountAnswer.NOTHING));
          return done ? ExitCode.OK : ExitCode.FAILED;
        });
  }

  private int with(String name, BiFunction<LinkOperation, Mapping, ExitCode> work) {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    Mapping mapping = NamedMappings.one(name, all);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new LinkOperation(connections, all, note -> root.talk().remark(note));
      return work.apply(operation, mapping).code();
    }
  }
}
