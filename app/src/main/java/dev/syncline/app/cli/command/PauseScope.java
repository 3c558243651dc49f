package dev.syncline.app.cli.command;

import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.QueueOperation.Scope;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.OrgName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that say what a halt is about. */
final class PauseScope {
  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..1",
      description = "The mapping; all when none is named.")
  private @Nullable String name;

  @Option(names = "--org", paramLabel = "ORG", description = "All mappings of this org.")
  private @Nullable String org;

  @Option(
      names = "--direction",
      paramLabel = "WAY",
      description = "pull, push or both; ${DEFAULT-VALUE}.",
      defaultValue = "both")
  private Direction direction = Direction.BOTH;

  /** Whether anything narrows it. */
  boolean isNarrow() {
    return name != null || org != null;
  }

  /**
   * What is halted or resumed.
   *
   * @throws UsageException if there is no org or mapping of the name
   */
  Scope scope(SynclineConfig config, List<Mapping> all) {
    Optional<OrgName> ofOrg = Optional.ofNullable(org).map(o -> known(o, config));
    return new Scope(
        ofOrg, Optional.ofNullable(name).map(n -> NamedMappings.one(n, all).name()), direction);
  }

  private static OrgName known(String name, SynclineConfig config) {
    if (!config.orgs().containsKey(name)) {
      throw new UsageException(
          "there is no org '" + name + "'",
          "the orgs are: " + String.join(", ", config.orgs().keySet()));
    }
    return new OrgName(name);
  }

  /** The mappings that it concerns. */
  List<Mapping> concerned(Scope scope, List<Mapping> all) {
    return all.stream()
        .filter(mapping -> scope.org().filter(o -> !o.equals(mapping.org())).isEmpty())
        .filter(mapping -> scope.mapping().filter(m -> !m.equals(mapping.name())).isEmpty())
        .toList();
  }

  /** The same in words, such as {@code mapping contacts (push)}. */
  static String words(Scope scope) {
    String what =
        scope.mapping().map(m -> "mapping " + m).orElse("all mappings")
            + scope.org().map(o -> " of org " + o).orElse("");
    return switch (scope.direction()) {
      case BOTH -> what;
      case PULL -> what + " (pull)";
      case PUSH -> what + " (push)";
    };
  }
}
