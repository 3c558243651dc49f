package dev.syncline.simulator.oauth;

/**
 * A user who may sign in, as the identity services tell of them.
 *
 * @param id 18 characters
 * @param timeZone an IANA name, such as {@code Europe/Berlin}
 */
public record OrgUser(
    String id,
    String username,
    String email,
    String firstName,
    String lastName,
    String timeZone,
    boolean active) {
  /** First and last name. */
  public String displayName() {
    return (firstName + " " + lastName).strip();
  }
}
