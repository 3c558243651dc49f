package dev.syncline.simulation.random;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Disturbs the org at random, in every way that its fault script and its remote control know. */
final class Faults {
  private static final List<String> PATHS =
      List.of(
          "/services/data/**",
          "/services/data/**/query**",
          "/services/data/**/sobjects/**",
          "/services/data/**/composite/**",
          "/services/data/**/updated",
          "/services/data/**/deleted");
  private static final List<String> CALLS =
      List.of(
          "\"status\":503,\"body\":\"<html>Unavailable</html>\"",
          "\"status\":500,\"body\":\"<html>Error</html>\"",
          "\"status\":502,\"body\":\"\"",
          "\"error\":\"REQUEST_LIMIT_EXCEEDED\"",
          "\"error\":\"INVALID_SESSION_ID\"",
          "\"error\":\"SERVER_UNAVAILABLE\"",
          "\"error\":\"UNKNOWN_EXCEPTION\"",
          "\"delay\":\"PT30S\"",
          "\"delay\":\"PT3M\"",
          "\"stallAfterBytes\":10",
          "\"truncateAfterBytes\":15",
          "\"truncateAfterBytes\":20,\"cleanEnd\":true",
          "\"reset\":true",
          "\"dropAnswer\":true",
          "\"dropAnswer\":true,\"delay\":\"PT20S\"");
  private static final List<String> RECORDS =
      List.of(
          "UNABLE_TO_LOCK_ROW",
          "UNABLE_TO_LOCK_ROW",
          "FIELD_CUSTOM_VALIDATION_EXCEPTION",
          "CANNOT_EXECUTE_FLOW_TRIGGER",
          "STRING_TOO_LONG");
  private static final List<String> RATES = List.of("0.02", "0.1", "0.3");

  private final OrgSide org;
  private final RandomGenerator random;

  Faults(OrgSide org, RandomGenerator random) {
    this.org = org;
    this.random = random;
  }

  /** Adds a fault. */
  void add() {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> calls(one(CALLS), "");
      case 5 -> calls("\"duplicate\":true", "\"method\":\"PATCH\",");
      case 6, 7 -> records();
      case 8 -> org.control("POST", "tokens/revoke", "{\"all\":true}");
      default -> org.control("POST", "limits", "{\"DailyApiRequests\":0}");
    }
  }

  private void calls(String action, String method) {
    String which =
        random.nextBoolean()
            ? "\"rate\":" + one(RATES)
            : "\"nth\":" + (1 + random.nextInt(10)) + ",\"times\":" + (1 + random.nextInt(3));
    org.control(
        "POST",
        "faults",
        "{\"match\":{%s\"path\":\"%s\"},%s,\"do\":{%s}}"
            .formatted(method, one(PATHS), which, action));
  }

  private void records() {
    String object = random.nextBoolean() ? "Account" : "Contact";
    String operation = one(List.of("insert", "update", "delete"));
    org.control(
        "POST",
        "faults",
        "{\"match\":{\"object\":\"%s\",\"operation\":\"%s\"},\"rate\":%s,\"do\":{\"error\":\"%s\"}}"
            .formatted(object, operation, one(RATES), one(RECORDS)));
  }

  /** Takes every fault away. */
  void clear() {
    org.control("DELETE", "faults", "");
    org.control("POST", "limits", "{\"DailyApiRequests\":1000000}");
    org.control("DELETE", "limits", "");
  }

  /** A length of time of some seconds to some hours, shorter ones more often. */
  Duration length() {
    return Duration.ofSeconds(1L + random.nextInt(1 << random.nextInt(1, 14)));
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
