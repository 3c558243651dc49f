package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.config.AuthConfig;
import dev.syncline.app.config.OrgConfig;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.reading.Similar;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.OrgName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a person in to an org and keeps the refresh token in Syncline's home. */
@Command(
    name = "login",
    header = "Sign in to an org with a browser, once; the refresh token is kept in the home.",
    description = {
      "",
      "Examples:",
      "  syncline org login prod",
      "  syncline org login prod --callback http://localhost:8123/callback",
      "",
      "The org's auth must be refreshToken. The app must list the callback address, and have the",
      "scopes api, id and refresh_token.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline org login NAME [--callback ADDRESS]")
final class OrgLoginCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(paramLabel = "NAME", description = "The org, by its name in the configuration.")
  private String name = "";

  @Option(
      names = "--callback",
      paramLabel = "ADDRESS",
      description =
          "Where the browser is sent back to, as the app lists it (default: ${DEFAULT-VALUE}).",
      defaultValue = "http://localhost:1717/OauthRedirect")
  private URI callback = URI.create("http://localhost:1717/OauthRedirect");

  OrgLoginCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    OrgConfig org = Optional.ofNullable(config.orgs().get(name)).orElseThrow(() -> unknown(config));
    if (!(org.auth() instanceof AuthConfig.RefreshToken)) {
      throw new UsageException(
          "org '" + name + "' signs in by itself: its auth is not refreshToken",
          "nothing is to be done; check it with: syncline doctor");
    }
    try (LiveConnections connections = LiveConnections.of(config, root.settings(), root.home())) {
      String user =
          connections.login(
              new OrgName(name),
              callback,
              address -> {
                root.talk().say("Open this address in a browser and sign in:");
                root.talk().say("  " + address);
              });
      root.talk().answer(new SignedIn(name, user));
      return ExitCode.OK.code();
    }
  }

  private UsageException unknown(SynclineConfig config) {
    return new UsageException(
        "there is no org '" + name + "'",
        Similar.nearest(name, config.orgs().keySet())
            .map(near -> "did you mean '" + near + "'?")
            .orElse("the orgs are: " + String.join(", ", config.orgs().keySet())));
  }

  /** Who is signed in now. */
  private record SignedIn(String org, String user) implements Answer {
    @Override
    public String kind() {
      return "OrgLogin";
    }

    @Override
    public Map<String, Object> json() {
      return Map.of("org", org, "username", user);
    }

    @Override
    public List<String> lines() {
      return List.of("Signed in to " + org + " as " + user + "; the refresh token is kept.");
    }
  }
}
