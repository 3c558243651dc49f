package dev.syncline.simulator.bulk.classic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what the records of a job come and go. */
enum Format {
  CSV("text/csv"),
  XML("application/xml"),
  JSON("application/json");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType + "; charset=UTF-8";
  }

  /** The format of this name; empty when there is none, such as {@code ZIP_CSV}. */
  static Optional<Format> named(String name) {
    return Arrays.stream(values()).filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Whether content of this type can be sent to a job of this format. */
  boolean takes(String sent) {
    return sent.toLowerCase(Locale.ROOT).startsWith(contentType);
  }
}
