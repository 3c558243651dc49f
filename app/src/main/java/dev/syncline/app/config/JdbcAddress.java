package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Checked.Objection;
import java.util.List;
import java.util.regex.Pattern;

/** What must not stand in the address of a database. */
final class JdbcAddress {
  private static final Pattern WITH_SECRET =
      Pattern.compile(
          "[?&;](password|sslpassword|keyStorePassword|trustStorePassword)=|//[^/]*@",
          Pattern.CASE_INSENSITIVE);

  private JdbcAddress() {}

  static List<Objection> objections(Setting url) {
    boolean secret =
        url instanceof Setting.Literal literal && WITH_SECRET.matcher(literal.text()).find();
    return secret
        ? List.of(
            new Objection(
                "url",
                "a user name or password stands in the address",
                "move it to username: and password: ${env:NAME} or ${file:PATH}"))
        : List.of();
  }
}
