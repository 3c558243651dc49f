package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The API version that calls are made with: the wanted one, or the newest that the org serves where
 * it does not serve that. Asked once.
 *
 * <p>Source: REST API Developer Guide, "Versions": {@code GET /services/data}, not metered.
 */
public final class OrgVersion {
  /** The version that Syncline is built against: Winter '27. */
  public static final String STANDARD = "68.0";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}\\.\\d");

  private final SalesforceApi api;
  private final String wanted;
  private final AtomicReference<@Nullable String> chosen = new AtomicReference<>();

  public OrgVersion(SalesforceApi api, String wanted) {
    this.api = api;
    this.wanted = wanted;
  }

  /** The version, such as {@code 68.0}. */
  public String number() {
    String known = chosen.get();
    if (known == null) {
      known = choose();
      chosen.set(known);
    }
    return known;
  }

  /** The path of a resource in this version, such as {@code /services/data/v68.0/limits}. */
  public String path(String resource) {
    return path(number(), resource);
  }

  /** The path of a resource in a version chosen before. */
  public static String path(String version, String resource) {
    return "/services/data/v" + version + resource;
  }

  /** Whether the text is a version. */
  public static boolean isVersion(String text) {
    return NUMBER.matcher(text).matches();
  }

  private String choose() {
    List<String> served = new ArrayList<>();
    for (JsonNode version : api.json(ApiCall.get("/services/data"))) {
      Json.text(version, "version").filter(OrgVersion::isVersion).ifPresent(served::add);
    }
    if (served.contains(wanted)) {
      return wanted;
    }
    return served.stream()
        .max(Comparator.comparing(BigDecimal::new))
        .orElseThrow(
            () ->
                new OrgException(
                    new Problem(
                        "ORG-NOT-SALESFORCE",
                        ErrorClass.MAPPING,
                        "The host names no API version",
                        "Check loginUrl: it must be the org's My Domain or a Salesforce login"
                            + " host.")));
  }
}
