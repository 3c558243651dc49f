package dev.syncline.salesforce.auth;

import dev.syncline.engine.org.OrgException;

/** One way into one org. */
public interface SignIn {
  /**
   * Asks the org for a new access token, once.
   *
   * @throws OrgException of class ACCESS, code AUTH-REJECTED, if the org refuses; of class
   *     TRANSIENT if it cannot be asked
   */
  AccessToken signIn();

  /**
   * Tells apart what would be presented now from what was presented before; a change is worth
   * another try after a refusal.
   */
  String presented();
}
