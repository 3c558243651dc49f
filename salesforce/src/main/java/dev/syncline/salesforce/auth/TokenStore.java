package dev.syncline.salesforce.auth;

import dev.syncline.model.OrgName;
import java.util.Optional;

/**
 * Where refresh tokens outlive the process. An org that rotates them revokes the whole grant when
 * an old one is used again, so a token must be kept before it is used, and only one process may use
 * it at a time.
 */
public interface TokenStore {
  /** Takes the org's token for this process alone, until the hold is closed. */
  Hold hold(OrgName org);

  /** The org's refresh token, held by this process alone. */
  interface Hold extends AutoCloseable {
    /** The token that was kept last; empty if none ever was. */
    Optional<StoredToken> token();

    /** Keeps another token: when this returns it has outlived a crash. */
    void keep(StoredToken token);

    @Override
    void close();
  }

  /**
   * A refresh token that was kept.
   *
   * @param origin the fingerprint of the token that the configuration held when this one came;
   *     empty if it held none. A configuration with another token thereby counts as newer
   */
  record StoredToken(Secret refreshToken, Optional<String> origin) {}
}
