package dev.syncline.app.cli.command;

import dev.syncline.app.config.AuthConfig;
import dev.syncline.app.config.OrgConfig;
import dev.syncline.app.config.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an org back as lines of YAML; secrets stay references. */
final class OrgLines {
  private OrgLines() {}

  static List<String> of(@Nullable OrgConfig org) {
    List<String> lines = new ArrayList<>();
    if (org == null) {
      return lines;
    }
    lines.add("loginUrl: " + text(org.loginUrl()));
    lines.add("apiVersion: \"" + org.apiVersion() + "\"");
    if (!org.allowHosts().isEmpty()) {
      lines.add("allowHosts: [\"" + String.join("\", \"", org.allowHosts()) + "\"]");
    }
    org.budget().ifPresent(budget -> lines.add("budget: { reserve: " + budget.reserve() + " }"));
    lines.add("auth:");
    lines.addAll(auth(org.auth()));
    return lines;
  }

  private static List<String> auth(AuthConfig auth) {
    return switch (auth) {
      case AuthConfig.ClientCredentials app ->
          List.of(
              "  clientCredentials:",
              "    clientId: " + text(app.clientId()),
              "    clientSecret: " + text(app.clientSecret()));
      case AuthConfig.Jwt jwt ->
          List.of(
              "  jwt:",
              "    clientId: " + text(jwt.clientId()),
              "    username: " + text(jwt.username()),
              "    privateKey: " + text(jwt.privateKey()));
      case AuthConfig.RefreshToken token -> refreshToken(token);
    };
  }

  private static List<String> refreshToken(AuthConfig.RefreshToken token) {
    List<String> lines = new ArrayList<>();
    lines.add("  refreshToken:");
    lines.add("    clientId: " + text(token.clientId()));
    token.clientSecret().ifPresent(secret -> lines.add("    clientSecret: " + text(secret)));
    token.refreshToken().ifPresent(secret -> lines.add("    refreshToken: " + text(secret)));
    return lines;
  }

  /** A text in double quotes, which YAML reads back as it was. */
  private static String text(Setting setting) {
    String text =
        switch (setting) {
          case Setting.Literal literal -> literal.text();
          case Setting.Variable variable -> variable.toString();
          case Setting.Content content -> content.toString();
        };
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
