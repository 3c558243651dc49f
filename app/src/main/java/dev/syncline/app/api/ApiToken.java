package dev.syncline.app.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token that a request must show; compared in the same time whatever is shown. */
public final class ApiToken {
  /** The fewest characters of a token. */
  public static final int MIN_LENGTH = 20;

  private static final String SCHEME = "Bearer ";

  private final byte[] digest;

  private ApiToken(String token) {
    this.digest = digest(token);
  }

  /** The token, if it is long enough and can travel in a header. */
  public static Optional<ApiToken> of(String token) {
    boolean fits = token.length() >= MIN_LENGTH && token.chars().allMatch(c -> c > ' ' && c < 127);
    return fits ? Optional.of(new ApiToken(token)) : Optional.empty();
  }

  /**
   * Whether a request shows it.
   *
   * <p>RFC 6750, section 2.1: {@code Authorization: Bearer TOKEN}; RFC 9110, section 11.1: the
   * scheme in any case.
   *
   * @param header the value of {@code Authorization}; null if there is none
   */
  boolean isShownBy(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    return MessageDigest.isEqual(digest, digest(header.substring(SCHEME.length()).strip()));
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
