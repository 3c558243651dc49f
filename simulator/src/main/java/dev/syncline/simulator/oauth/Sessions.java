package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Caller;
import java.util.Locale;
import java.util.Optional;

/** Finds out who asks, by the token that the call shows. */
public final class Sessions {
  private final TokenStore tokens;
  private final Users users;

  public Sessions(TokenStore tokens, Users users) {
    this.tokens = tokens;
    this.users = users;
  }

  /**
   * Who asks.
   *
   * @throws ApiException (401) if the call shows no session that is alive
   */
  public Caller require(Call call) {
    String header = call.headers().find("Authorization").orElse("");
    if (!header.isBlank() && token(header).isEmpty()) {
      throw new ApiException(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE");
    }
    return find(call)
        .orElseThrow(
            () -> new ApiException(401, "INVALID_SESSION_ID", "Session expired or invalid"));
  }

  /** Who asks; empty when the call shows no session that is alive. Counts as a use of it. */
  public Optional<Caller> find(Call call) {
    return call.headers().find("Authorization").flatMap(Sessions::token).flatMap(this::find);
  }

  /** Whose session this access token opens; empty when it has ended. Counts as a use of it. */
  public Optional<Caller> find(String accessToken) {
    return tokens.use(accessToken).flatMap(this::caller);
  }

  private Optional<Caller> caller(Session session) {
    return users
        .withId(session.userId())
        .filter(OrgUser::active)
        .map(user -> new Caller(user.id(), user.username(), session.clientId()));
  }

  /** {@code Bearer} and {@code OAuth} are taken: streaming clients send the latter. */
  private static Optional<String> token(String header) {
    String[] parts = header.strip().split("\\s+", 2);
    String scheme = parts[0].toLowerCase(Locale.ROOT);
    return parts.length == 2 && (scheme.equals("bearer") || scheme.equals("oauth"))
        ? Optional.of(parts[1])
        : Optional.empty();
  }
}
