package dev.syncline.simulator.oauth;

/**
 * The org as its clients know it.
 *
 * @param orgId 18 characters
 * @param instanceUrl where all data calls go, such as {@code http://localhost:8080}
 */
public record OrgAddress(String orgId, String instanceUrl) {
  /** Where the identity of a user is told. */
  public String identityUrl(String userId) {
    return instanceUrl + "/id/" + orgId + "/" + userId;
  }

  /** The identity as token replies name it: always https, whatever the instance speaks. */
  String identityId(String userId) {
    return identityUrl(userId).replaceFirst("^http:", "https:");
  }
}
