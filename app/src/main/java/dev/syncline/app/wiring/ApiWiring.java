package dev.syncline.app.wiring;

import dev.syncline.app.api.ApiServer;
import dev.syncline.app.api.ApiToken;
import dev.syncline.app.config.ApiConfig;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.app.operation.AskedPush;
import dev.syncline.app.operation.MappingException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/** Starts the HTTP interface as the configuration says. */
public final class ApiWiring {
  private ApiWiring() {}

  /**
   * Listens from now on.
   *
   * @param pushes one per mapping whose rows can be asked for
   * @param remarks is told what the user should know
   * @param troubles is told what goes wrong later
   * @throws MappingException if the token is too short or the address cannot be listened on
   */
  public static ApiServer start(
      ApiConfig config,
      SettingReader settings,
      List<AskedPush> pushes,
      Consumer<String> remarks,
      Consumer<Problem> troubles) {
    ApiToken token =
        ApiToken.of(settings.read(config.token()))
            .orElseThrow(
                () ->
                    refused(
                        "API-TOKEN",
                        "What api.token refers to is shorter than %d characters, or holds others"
                                .formatted(ApiToken.MIN_LENGTH)
                            + " than a header may",
                        "make one, for example with: openssl rand -hex 32"));
    var address = new InetSocketAddress(config.host(), config.port());
    if (address.isUnresolved()) {
      throw refused(
          "API-ADDRESS", "api.listen: there is no host " + config.host(), "name one that is there");
    }
    try {
      ApiServer server = ApiServer.start(address, token, pushes, troubles);
      InetSocketAddress actual = server.address();
      String where = actual.getAddress().getHostAddress() + ":" + actual.getPort();
      remarks.accept("API: listening on " + where);
      if (!actual.getAddress().isLoopbackAddress()) {
        remarks.accept(
            "API: others than this machine can connect, and tokens travel as they are: put a proxy"
                + " with TLS before it");
      }
      return server;
    } catch (IOException e) {
      throw refused(
          "API-ADDRESS",
          "api.listen: %s cannot be listened on: %s".formatted(config.listen(), e.getMessage()),
          "end what uses the port, or choose another");
    }
  }

  private static MappingException refused(String code, String message, String action) {
    return new MappingException(List.of(new Problem(code, ErrorClass.MAPPING, message, action)));
  }
}
