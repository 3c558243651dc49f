package dev.syncline.simulator.oauth;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes tokens and codes that look like the real ones. Not thread-safe. */
final class TokenWords {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
  private static final int SECRET_PART_OF_ACCESS_TOKEN = 90;
  private static final int SECRET_PART_OF_REFRESH_TOKEN = 82;
  private static final int CODE = 76;

  private final Supplier<String> orgId;
  private final RandomGenerator random;

  TokenWords(Supplier<String> orgId, RandomGenerator random) {
    this.orgId = orgId;
    this.random = random;
  }

  /** 112 characters: the org's id of 15 characters, an exclamation mark, the secret. */
  String accessToken() {
    return orgId.get().substring(0, 15) + "!AQ4AQF" + word(SECRET_PART_OF_ACCESS_TOKEN);
  }

  String refreshToken() {
    return "5Aep8" + word(SECRET_PART_OF_REFRESH_TOKEN);
  }

  String code() {
    return "aPrx" + word(CODE) + "==";
  }

  private String word(int length) {
    var word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return word.toString();
  }
}
