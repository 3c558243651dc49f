package dev.syncline.simulator.oauth;

import java.util.function.Supplier;

/**
 * The org as its clients know it.
 *
 * @param organization tells the org's id, 18 characters, which may change
 * @param instanceUrl where all data calls go, such as {@code http://localhost:8080}
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

  /** Where the identity of a user is told. */
  public String identityUrl(String userId) {
    return instanceUrl + "/id/" + orgId() + "/" + userId;
  }

  /** The identity as token replies name it: always https, whatever the instance speaks. */
  String identityId(String userId) {
    return identityUrl(userId).replaceFirst("^http:", "https:");
  }
}
