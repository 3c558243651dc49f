package dev.syncline.jdbc.home;

import java.util.Optional;

/**
 * A refresh token as it is kept.
 *
 * @param origin what the keeper notes about where the token came from
 */
public record KeptToken(String refreshToken, Optional<String> origin) {
  @Override
  public String toString() {
    return "KeptToken[***]";
  }
}
