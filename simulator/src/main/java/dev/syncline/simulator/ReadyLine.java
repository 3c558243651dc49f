package dev.syncline.simulator;

import dev.syncline.simulator.http.Json;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to reach a running org: the one line on standard output.
 *
 * @param instanceUrl where it listens; also the login URL
 * @param pubsubEndpoint where the Pub/Sub API listens; null while it is not served
 * @param caCertificate the file with the certificate of its authority; null while there is none
 * @param accessToken a session of the integration user
 * @param username of the integration user
 * @param privateKeyFile the key that signs assertions of the JWT bearer flow
 */
public record ReadyLine(
    String instanceUrl,
    @Nullable String pubsubEndpoint,
    @Nullable String caCertificate,
    String accessToken,
    String orgId,
    Client client,
    String privateKeyFile) {
  /** Who may sign in, and how. */
  public record Client(String clientId, String clientSecret, String username) {
    @Override
    public String toString() {
      return "Client[" + clientId + ", " + username + "]";
    }
  }

  /** One line of JSON, without a line break. */
  public String json() {
    var line = new LinkedHashMap<String, @Nullable Object>();
    line.put("ready", true);
    line.put("instanceUrl", instanceUrl);
    line.put("pubsubEndpoint", pubsubEndpoint);
    line.put("caCertificate", caCertificate);
    line.put("accessToken", accessToken);
    line.put("orgId", orgId);
    line.put("clientId", client.clientId());
    line.put("clientSecret", client.clientSecret());
    line.put("username", client.username());
    line.put("privateKeyFile", privateKeyFile);
    return Json.line(line);
  }

  @Override
  public String toString() {
    return "ReadyLine[" + instanceUrl + ", " + orgId + "]";
  }
}
