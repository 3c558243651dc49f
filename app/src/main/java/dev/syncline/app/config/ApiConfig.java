package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Secrecy;
import java.util.List;

/** Where the application can ask {@code syncline run} over HTTP, and how it shows who it is. */
@Concern(
    name = "the API",
    doc =
        "The HTTP interface of `syncline run` for the application, see [api.md](api.md). Left out,"
            + " nothing listens.")
public record ApiConfig(
    @Entry(
            value =
                "The address and port to listen on. Whoever listens on more than this machine puts"
                    + " a proxy with TLS before it: the token travels as it is.",
            byDefault = ApiConfig.LISTEN,
            pattern = "([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+\\]):[0-9]{1,5}",
            says = "address:port, such as 127.0.0.1:8710",
            alsoTried = {"address", "bind", "port", "host"})
        String listen,
    @Entry(
            value =
                "The token that each request must show as `Authorization: Bearer TOKEN`: at least"
                    + " 20 characters that nobody can guess.",
            secrecy = Secrecy.REFERENCE_ONLY,
            alsoTried = {"secret", "key", "apiKey", "password", "bearer"})
        Setting token)
    implements Checked {
  /** The address that is listened on unless the file says otherwise. */
  public static final String LISTEN = "127.0.0.1:8710";

  private static final int MAX_PORT = 65_535;

  /** The host or address. */
  public String host() {
    String host = listen.substring(0, listen.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port; 0 takes a free one. */
  public int port() {
    return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
  }

  @Override
  public List<Objection> objections() {
    return port() > MAX_PORT
        ? List.of(
            new Objection("listen", "there is no port " + port(), "give one from 1 to " + MAX_PORT))
        : List.of();
  }
}
