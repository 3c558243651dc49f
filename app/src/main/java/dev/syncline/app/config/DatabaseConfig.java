package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Secrecy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One database of the application. */
@Concern(name = "a database", doc = "One database of the application.")
public record DatabaseConfig(
    @Entry(
            value =
                "The address of the database (PostgreSQL or MariaDB), or the word `embedded`"
                    + " for a database of this name in Syncline's own PostgreSQL server.",
            pattern = "embedded|jdbc:(postgresql|mariadb|mysql):.+",
            says = "a JDBC address such as jdbc:postgresql://db.example.com/app, or embedded",
            alsoTried = {"jdbcUrl", "uri", "address"})
        Setting url,
    @Entry(
            value = "The role or user that Syncline signs in as.",
            alsoTried = {"user", "role"})
        Optional<Setting> username,
    @Entry(
            value = "Its password.",
            secrecy = Secrecy.REFERENCE_ONLY,
            alsoTried = {"pass", "passwordFile", "secret"})
        Optional<Setting> password)
    implements Checked {
  private static final String EMBEDDED = "embedded";

  /** Whether the database is one of Syncline's own server. */
  public boolean embedded() {
    return url instanceof Setting.Literal literal && literal.text().equals(EMBEDDED);
  }

  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>(JdbcAddress.objections(url));
    if (embedded() && username.isPresent()) {
      objections.add(notForEmbedded("username"));
    }
    if (embedded() && password.isPresent()) {
      objections.add(notForEmbedded("password"));
    }
    return objections;
  }

  private static Objection notForEmbedded(String key) {
    return new Objection(
        key,
        "the embedded server makes its own users, '" + key + "' means nothing there",
        "remove it, or give the address of a server in url");
  }
}
