package dev.syncline.simulator.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an access token opens.
 *
 * @param scope the scopes granted, with blanks between them
 * @param grantId the grant it was drawn from; null where the flow knows no refresh token
 * @param opened when it was issued
 * @param lastUsed when it was shown last: it ends two hours later
 */
record Session(
    String userId,
    String clientId,
    String scope,
    @Nullable String grantId,
    Instant opened,
    Instant lastUsed) {
  Session usedAt(Instant now) {
    return new Session(userId, clientId, scope, grantId, opened, now);
  }
}
