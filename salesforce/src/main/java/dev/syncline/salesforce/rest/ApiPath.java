package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.net.URI;
import java.util.regex.Pattern;

/** Where an answer points to: always back to the same org, whatever the answer says. */
public final class ApiPath {
  private static final Pattern PATH = Pattern.compile("/services/[\\x21-\\x7e]*");
  private static final int MAX_LENGTH = 16_384;

  private ApiPath() {}

  /**
   * The path and query of an address that an answer named, such as {@code nextRecordsUrl}.
   *
   * @param pointer a path with or without its leading slash, or an address at the same host
   * @throws OrgException of class TRANSIENT, code ORG-POINTER, if it points elsewhere
   */
  public static String of(URI instanceUrl, String pointer) {
    try {
      URI uri = URI.create(pointer.startsWith("services/") ? "/" + pointer : pointer);
      boolean here =
          uri.getRawAuthority() == null
              ? uri.getScheme() == null
              : origin(instanceUrl).equalsIgnoreCase(origin(uri));
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String path = uri.getRawPath() + query;
      if (here && isPath(path)) {
        return path;
      }
    } catch (IllegalArgumentException ignored) {
      // Refused below with the words for the reader.
    }
    throw new OrgException(
        new Problem(
            "ORG-POINTER",
            ErrorClass.TRANSIENT,
            "An answer points to an address that is not of this org",
            "It is tried again. If it stays, something between Syncline and the org changes"
                + " answers."));
  }

  /** Whether the text is a path to a resource of an org, such as a checkpoint keeps. */
  public static boolean isPath(String text) {
    return text.length() <= MAX_LENGTH && PATH.matcher(text).matches() && !text.contains("/../");
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
