package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Secrecy;
import java.util.List;
import java.util.Optional;

/** Where Syncline keeps its own state, when that is not its own embedded server. */
@Concern(name = "the home", doc = "The PostgreSQL database that keeps Syncline's own state.")
public record HomeConfig(
    @Entry(
            value = "The address of the database.",
            pattern = "jdbc:postgresql:.+",
            says = "a JDBC address such as jdbc:postgresql://db.example.com/syncline",
            alsoTried = {"jdbcUrl", "uri", "address"})
        Setting url,
    @Entry(
            value = "The role that Syncline signs in as.",
            alsoTried = {"user", "role"})
        Optional<Setting> username,
    @Entry(
            value = "Its password.",
            secrecy = Secrecy.REFERENCE_ONLY,
            alsoTried = {"pass", "passwordFile", "secret"})
        Optional<Setting> password)
    implements Checked {
  @Override
  public List<Objection> objections() {
    return JdbcAddress.objections(url);
  }
}
