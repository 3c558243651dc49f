package dev.syncline.salesforce.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A text that must not be shown: it prints as {@code ***} wherever it ends up. */
public final class Secret {
  private static final String SHOWN = "***";

  private final String text;

  public Secret(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A secret must not be blank");
    }
    this.text = text;
  }

  /** The text itself, for the one place that sends it. */
  public String reveal() {
    return text;
  }

  /** The words of somebody else with this secret blotted out, should they repeat it. */
  public String blotOut(String words) {
    return words.replace(text, SHOWN);
  }

  /** Tells two secrets apart without telling either: SHA-256 in hexadecimal. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return SHOWN;
  }
}
