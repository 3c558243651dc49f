package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import java.util.function.Supplier;

/**
 * The org as its clients know it.
 *
 * @param organization tells the org's id, 18 characters, which may change
 * @param instanceUrl where all data calls go, such as {@code http://localhost:8080}; the same place
 *     answers to https
 */
public record OrgAddress(Supplier<String> organization, String instanceUrl) {
  /** An org that keeps its id. */
  public OrgAddress(String orgId, String instanceUrl) {
    this(() -> orgId, instanceUrl);
  }

  /** The org's id, 18 characters. */
  public String orgId() {
    return organization.get();
  }

  /** The org under the scheme by which a call came. */
  public OrgAddress seenBy(Call call) {
    return call.encrypted() ? new OrgAddress(organization, encrypted(instanceUrl)) : this;
  }

  private static String encrypted(String url) {
    return url.replaceFirst("^http:", "https:");
  }

  /** Where the identity of a user is told. */
  public String identityUrl(String userId) {
    return instanceUrl + "/id/" + orgId() + "/" + userId;
  }

  /** What a user is identified by: always https, whatever the call speaks. */
  String identityId(String userId) {
    return encrypted(identityUrl(userId));
  }
}
