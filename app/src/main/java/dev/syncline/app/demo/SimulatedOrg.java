package dev.syncline.app.demo;

import java.net.URI;

/**
 * How to reach a simulated org.
 *
 * @param accessToken a session of its integration user
 */
public record SimulatedOrg(
    URI instanceUrl, String clientId, String clientSecret, String accessToken) {
  @Override
  public String toString() {
    return "SimulatedOrg[" + instanceUrl + "]";
  }
}
