package dev.syncline.simulator.oauth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Every token and code that is alive. Holds the one lock of this package. */
public final class TokenStore {
  /** How long a session lives without being used: the default session timeout of an org. */
  static final Duration SESSION_TIMEOUT = Duration.ofHours(2);

  /** How long a code lives. Unverified: about 15 minutes. */
  static final Duration CODE_LIFE = Duration.ofMinutes(15);

  /** How many of each kind are remembered; the oldest makes room. */
  static final int MAX_REMEMBERED = 10_000;

  private record RefreshToken(Grant grant, boolean spent) {}

  private record Code(CodeRequest request, Instant issued) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Session> sessions = bounded();
  private final Map<String, RefreshToken> refreshTokens = bounded();
  private final Map<String, Code> codes = bounded();
  private final InstantSource clock;
  private final TokenWords words;
  private long grants;
  private @Nullable Boolean rotation;

  /**
   * @param clock the org's clock: tokens age with it
   * @param random makes the tokens
   */
  public TokenStore(String orgId, InstantSource clock, RandomGenerator random) {
    this(() -> orgId, clock, random);
  }

  /**
   * @param orgId tells the org's id, which may change
   */
  public TokenStore(Supplier<String> orgId, InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.words = new TokenWords(orgId, random);
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MAX_REMEMBERED;
      }
    };
  }

  /** Opens a session that no refresh token can renew; returns its access token. */
  public String openSession(String userId, String clientId, String scope) {
    return locked(() -> open(userId, clientId, scope, null));
  }

  /** Opens a session of a grant; returns its access token. */
  String openSession(Grant grant) {
    return locked(() -> open(grant.userId(), grant.clientId(), grant.scope(), grant.id()));
  }

  private String open(String userId, String clientId, String scope, @Nullable String grantId) {
    Instant now = clock.instant();
    String token = words.accessToken();
    sessions.put(token, new Session(userId, clientId, scope, grantId, now, now));
    return token;
  }

  /** The session of this access token, which counts as a use of it; empty when it has ended. */
  Optional<Session> use(String accessToken) {
    return locked(
        () -> {
          Optional<Session> alive = alive(accessToken);
          alive.ifPresent(s -> sessions.put(accessToken, s.usedAt(clock.instant())));
          return alive;
        });
  }

  /** The session of this access token, without using it. */
  Optional<Session> find(String accessToken) {
    return locked(() -> alive(accessToken));
  }

  private Optional<Session> alive(String accessToken) {
    Session session = sessions.get(accessToken);
    if (session != null && session.lastUsed().plus(SESSION_TIMEOUT).isBefore(clock.instant())) {
      sessions.remove(accessToken);
      return Optional.empty();
    }
    return Optional.ofNullable(session);
  }

  /** Starts a grant; returns its first refresh token. */
  String openGrant(CodeRequest request) {
    return locked(
        () -> {
          String id = "grant-" + ++grants;
          var grant = new Grant(id, request.userId(), request.clientId(), request.scope());
          return newRefreshToken(grant);
        });
  }

  private String newRefreshToken(Grant grant) {
    String token = words.refreshToken();
    refreshTokens.put(token, new RefreshToken(grant, false));
    return token;
  }

  /** The grant of this refresh token while it is neither revoked nor spent. */
  Optional<Grant> grant(String refreshToken) {
    return locked(
        () ->
            Optional.ofNullable(refreshTokens.get(refreshToken))
                .filter(token -> !token.spent())
                .map(RefreshToken::grant));
  }

  /** A grant drawn on once: the session's token, and the refresh token that follows, if any. */
  record Drawn(Grant grant, String accessToken, @Nullable String nextRefreshToken) {}

  /**
   * Draws a session from a refresh token; empty when it is revoked or unknown. With rotation a
   * token serves once: showing it again revokes its grant with all that was drawn from it.
   */
  Optional<Drawn> draw(String refreshToken, String clientId, boolean rotates) {
    return locked(
        () -> {
          boolean rotate = rotation == null ? rotates : rotation;
          RefreshToken token = refreshTokens.get(refreshToken);
          if (token == null || !token.grant().clientId().equals(clientId)) {
            return Optional.empty();
          }
          Grant grant = token.grant();
          if (token.spent()) {
            revokeGrant(grant.id());
            return Optional.empty();
          }
          if (rotate) {
            refreshTokens.put(refreshToken, new RefreshToken(grant, true));
          }
          String access = open(grant.userId(), grant.clientId(), grant.scope(), grant.id());
          return Optional.of(new Drawn(grant, access, rotate ? newRefreshToken(grant) : null));
        });
  }

  /** Decides from now on whether a refresh token serves once, whatever the settings say. */
  public void rotate(boolean rotate) {
    locked(() -> rotation = rotate);
  }

  String issueCode(CodeRequest request) {
    return locked(
        () -> {
          String code = words.code();
          codes.put(code, new Code(request, clock.instant()));
          return code;
        });
  }

  /** What this code was issued for; a code serves once. */
  Optional<CodeRequest> spendCode(String code) {
    return locked(
        () ->
            Optional.ofNullable(codes.remove(code))
                .filter(found -> !found.issued().plus(CODE_LIFE).isBefore(clock.instant()))
                .map(Code::request));
  }

  /** Revokes an access token, or a refresh token with its grant; false when it is neither. */
  public boolean revoke(String token) {
    return locked(
        () -> {
          RefreshToken refresh = refreshTokens.get(token);
          if (refresh != null) {
            revokeGrant(refresh.grant().id());
            return true;
          }
          return sessions.remove(token) != null;
        });
  }

  /** Ends every session; refresh tokens stay unless they are to go too. Returns how many ended. */
  public int revokeAll(boolean refreshTokensToo) {
    return locked(
        () -> {
          int ended = sessions.size() + (refreshTokensToo ? refreshTokens.size() : 0);
          sessions.clear();
          if (refreshTokensToo) {
            refreshTokens.clear();
          }
          return ended;
        });
  }

  private void revokeGrant(String grantId) {
    refreshTokens.values().removeIf(token -> token.grant().id().equals(grantId));
    sessions.values().removeIf(session -> grantId.equals(session.grantId()));
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
