package dev.syncline.simulator.data;

/**
 * On whose behalf a transaction writes, and through which door: what change events later tell.
 *
 * @param userId the writing user's id, 18 characters
 * @param clientName the caller's name from {@code Sforce-Call-Options: client=…}; empty when none
 *     was given
 * @param changeOrigin the {@code changeOrigin} of the change events, such as {@code
 *     com/salesforce/api/rest/66.0;client=x}; empty for changes that come by no API
 */
public record Actor(String userId, String clientName, String changeOrigin) {
  /**
   * A caller of an API.
   *
   * @param api the API's name in change events: {@code rest}, {@code bulkapi}, {@code soap}, …
   * @param version the API version as in the URL, such as {@code 66.0}
   */
  public static Actor api(String userId, String api, String version, String clientName) {
    String suffix = clientName.isEmpty() ? "" : ";client=" + clientName;
    return new Actor(userId, clientName, "com/salesforce/api/" + api + "/" + version + suffix);
  }

  /** The org itself, or a person whose client is not an API. */
  public static Actor internal(String userId) {
    return new Actor(userId, "", "");
  }
}
