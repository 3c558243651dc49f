package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.RefreshOperation;
import dev.syncline.app.operation.RefreshResult;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.ProblemException;
import dev.syncline.engine.refresh.RefreshSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads mappings' records again and brings the rows up to them. */
@Command(
    name = "refresh",
    header = "Read all records of mappings and bring the rows up to them. Resumable.",
    description = {
      "",
      "Examples:",
      "  syncline refresh contacts          one mapping",
      "  syncline refresh --all             every mapping, parents before children",
      "  syncline refresh --all -o json     for a script: one document at the end",
      "",
      "A refresh that was cut off is taken up where it was. Ctrl-C stops it at the next page.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline refresh (MAPPING… | --all) [--fresh] [--api=auto|bulk|rest]")
final class RefreshCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(paramLabel = "MAPPING", arity = "0..*", description = "The mappings to refresh.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Every mapping of the configuration.")
  private boolean all;

  @Option(
      names = "--fresh",
      description = "Begin anew where an earlier refresh was cut off, instead of going on.")
  private boolean fresh;

  @Option(
      names = "--api",
      paramLabel = "API",
      description =
          "How to read: ${COMPLETION-CANDIDATES}; auto decides by size, fields and budget.")
  private Api api = Api.auto;

  /** How records are read, in the words of the command line. */
  enum Api {
    auto,
    bulk,
    rest;

    RefreshSettings settings() {
      RefreshSettings defaults = RefreshSettings.defaults();
      return switch (this) {
        case auto -> defaults;
        case bulk -> defaults.withRestBelow(0);
        case rest -> defaults.withRestBelow(Long.MAX_VALUE);
      };
    }
  }

  RefreshCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    SynclineConfig config = root.config();
    List<Mapping> mappings = ConfiguredMappings.of(config);
    var request = new RefreshOperation.Request(mappings, wanted(mappings), fresh);
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home());
        RunLines _ = new RunLines(root, connections)) {
      return refresh(connections, request, stop).code();
    }
  }

  private ExitCode refresh(
      Connections connections, RefreshOperation.Request request, StopSignal stop)
      throws InterruptedException {
    try {
      RefreshResult result = new ShownRefresh(root, api.settings(), stop).run(connections, request);
      var answer = new RefreshAnswer("RefreshResult", result);
      root.talk().answer(answer);
      return ended(answer);
    } catch (ProblemException e) {
      if (!stop.isRequested()) {
        throw e;
      }
      return stopped();
    }
  }

  private ExitCode ended(RefreshAnswer answer) {
    if (answer.result().stopped()) {
      return stopped();
    }
    if (!answer.result().completed()) {
      root.talk().say("Not at its end; what was read is kept. Go on with the same command");
    }
    return answer.ended();
  }

  private ExitCode stopped() {
    String what = all ? "--all" : String.join(" ", names);
    root.talk().say("Stopped; what was read is kept. Go on with: syncline refresh " + what);
    return ExitCode.INTERRUPTED;
  }

  private List<Mapping> wanted(List<Mapping> mappings) {
    if (all == !names.isEmpty()) {
      throw new UsageException(
          all ? "--all and names of mappings exclude each other" : "no mapping is named",
          "name the mappings to refresh, or say --all");
    }
    List<Mapping> wanted =
        all ? mappings : names.stream().map(n -> NamedMappings.one(n, mappings)).toList();
    for (Mapping mapping : wanted) {
      if (!mapping.direction().pulls() && !all) {
        throw new UsageException(
            "mapping '" + mapping.name() + "' carries nothing from Salesforce to the database",
            "refresh a mapping whose direction is pull or both");
      }
    }
    return wanted.stream().filter(m -> m.direction().pulls()).distinct().toList();
  }
}
