package dev.syncline.simulator.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * How a CSV body is laid out. Bulk API 2.0 Developer Guide: {@code columnDelimiter} and {@code
 * lineEnding} of a job.
 *
 * @param delimiter between cells; one ASCII character
 * @param lineEnding {@code "\n"} or {@code "\r\n"}
 */
public record CsvFormat(char delimiter, String lineEnding) {
  /** COMMA and LF, what a job gets that asks for nothing. */
  public static final CsvFormat DEFAULT = new CsvFormat(',', "\n");

  /** The delimiter by the name that a job gives it, such as {@code PIPE}; empty when unknown. */
  public static Optional<Character> delimiterNamed(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BACKQUOTE" -> Optional.of('`');
      case "CARET" -> Optional.of('^');
      case "COMMA" -> Optional.of(',');
      case "PIPE" -> Optional.of('|');
      case "SEMICOLON" -> Optional.of(';');
      case "TAB" -> Optional.of('\t');
      default -> Optional.empty();
    };
  }

  /** The line ending by the name that a job gives it, LF or CRLF; empty when unknown. */
  public static Optional<String> lineEndingNamed(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "LF" -> Optional.of("\n");
      case "CRLF" -> Optional.of("\r\n");
      default -> Optional.empty();
    };
  }
}
