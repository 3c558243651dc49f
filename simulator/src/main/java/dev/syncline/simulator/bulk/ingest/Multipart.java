package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that creates a job and brings its rows: the parts {@code job} and {@code content}. Bulk
 * API 2.0 Developer Guide, Create a Multipart Job.
 */
record Multipart(byte[] job, byte[] content) {
  /** The largest content of such a request, in characters. */
  static final int MAX_CONTENT = 100_000;

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile("name=(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);

  /** Whether a content type says that the body has several parts. */
  static boolean is(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  /**
   * Reads the parts.
   *
   * @throws ApiException (400) if one is missing or the content is too large
   */
  static Multipart read(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw refused("The content type has no boundary.");
    }
    String mark = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    // Bytes as characters of the same number, so that none is lost.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Map<String, byte[]> parts = new HashMap<>();
    String[] pieces = ("\r\n" + text).split(Pattern.quote("\n" + mark), -1);
    for (int i = 1; i < pieces.length; i++) {
      part(pieces[i], parts);
    }
    byte[] job = parts.get("job");
    byte[] content = parts.get("content");
    if (job == null || content == null) {
      throw refused("A part job and a part content are expected.");
    }
    if (new String(content, StandardCharsets.UTF_8).length() > MAX_CONTENT) {
      throw refused(
          "The content has more than "
              + MAX_CONTENT
              + " characters: upload it in a call of its"
              + " own.");
    }
    return new Multipart(job, content);
  }

  private static void part(String piece, Map<String, byte[]> parts) {
    int lineEnd = piece.indexOf('\n');
    if (piece.startsWith("--") || lineEnd < 0) {
      return;
    }
    String rest = piece.substring(lineEnd + 1);
    Matcher gap = Pattern.compile("\\r?\\n\\r?\\n").matcher(rest);
    if (!gap.find()) {
      throw refused("A part has no blank line between its headers and its content.");
    }
    Matcher name = NAME.matcher(rest.substring(0, gap.start()));
    if (name.find()) {
      String content = rest.substring(gap.end());
      String whole = content.endsWith("\r") ? content.substring(0, content.length() - 1) : content;
      parts.put(
          name.group(1) == null ? name.group(2) : name.group(1),
          whole.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static ApiException refused(String message) {
    return new ApiException(400, "CLIENTINPUTERROR", message);
  }
}
