package dev.syncline.app.cli.command;

import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.AuthConfig;
import dev.syncline.app.config.OrgConfig;
import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.reading.ConfigReading;
import dev.syncline.app.config.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach an org that stands in no configuration yet. */
final class SignInOptions {
  @Option(
      names = "--login-url",
      paramLabel = "ADDRESS",
      description = "The org's My Domain, such as https://example.my.salesforce.com.")
  private @Nullable String loginUrl;

  @Option(names = "--client-id", paramLabel = "ID", description = "The consumer key of the app.")
  private @Nullable String clientId;

  @Option(
      names = "--client-secret",
      paramLabel = "REF",
      description = "Where its secret is kept: $${env:NAME} or $${file:PATH}.")
  private @Nullable String clientSecret;

  @Option(
      names = "--username",
      paramLabel = "USER",
      description = "For the JWT bearer flow: the integration user.")
  private @Nullable String username;

  @Option(
      names = "--private-key",
      paramLabel = "FILE",
      description = "For the JWT bearer flow: the file of the private key.")
  private @Nullable String privateKey;

  @Option(
      names = "--allow-host",
      paramLabel = "HOST",
      description = "A host that is not Salesforce's, such as that of a simulated org.")
  private List<String> allowHosts = new ArrayList<>();

  boolean isGiven() {
    return loginUrl != null;
  }

  /** The org of these options, checked by the rules of the configuration. */
  InitCommand.OrgSource source(String name) {
    var org =
        new OrgConfig(
            new Setting.Literal(given("--login-url", loginUrl)),
            auth(),
            OrgConfig.API_VERSION,
            Optional.empty(),
            Optional.empty(),
            allowHosts,
            Optional.empty());
    List<String> lines = OrgLines.of(org);
    String yaml = "version: 1\norgs:\n  " + name + ":\n    " + String.join("\n    ", lines) + "\n";
    ConfigReading reading = ConfigReader.parse(yaml, "options");
    if (reading.config().isEmpty()) {
      var finding = reading.findings().getFirst();
      throw new UsageException(finding.message(), finding.hint());
    }
    return new InitCommand.OrgSource(reading.config().get(), lines);
  }

  private AuthConfig auth() {
    Setting id = new Setting.Literal(given("--client-id", clientId));
    if (username != null || privateKey != null) {
      return new AuthConfig.Jwt(
          id,
          new Setting.Literal(given("--username", username)),
          new Setting.Content(given("--private-key", privateKey)));
    }
    Setting secret =
        Setting.parse(given("--client-secret", clientSecret))
            .filter(setting -> !(setting instanceof Setting.Literal))
            .orElseThrow(
                () ->
                    new UsageException(
                        "--client-secret must not hold the secret itself: every user of the machine"
                            + " would see it",
                        "write '${env:NAME}' or '${file:PATH}', in single quotes"));
    return new AuthConfig.ClientCredentials(id, secret);
  }

  private static String given(String option, @Nullable String value) {
    if (value == null) {
      throw new UsageException(
          option + " is missing", "give it, or name an org of the configuration with --org");
    }
    return value;
  }
}
