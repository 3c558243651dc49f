package dev.syncline.simulator.control;

import dev.syncline.simulator.data.RowFaults;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Disturbance;
import dev.syncline.simulator.http.Disturbance.Damage;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fault rules; refuses what it does not know, with the place and the remedy. */
final class FaultParser {
  private static final Set<String> RULE = Set.of("match", "nth", "rate", "times", "do");
  private static final Set<String> MATCH =
      Set.of("method", "path", "object", "operation", "field", "value");
  private static final Set<String> ACTION =
      Set.of(
          "status",
          "body",
          "contentType",
          "headers",
          "delay",
          "stallAfterBytes",
          "truncateAfterBytes",
          "cleanEnd",
          "reset",
          "dropAnswer",
          "duplicate",
          "error",
          "message",
          "fields");
  private static final Set<String> ERROR = Set.of("error", "message", "fields");

  private FaultParser() {}

  /** One rule, or an array of them. */
  static List<FaultRule> read(JsonNode body) {
    if (!body.isArray()) {
      return List.of(rule(body, "the rule"));
    }
    var rules = new ArrayList<FaultRule>();
    for (int i = 0; i < body.size(); i++) {
      rules.add(rule(body.get(i), "rule " + (i + 1)));
    }
    return rules;
  }

  private static FaultRule rule(JsonNode body, String place) {
    known(body, RULE, place);
    JsonNode match = body.path("match");
    if (!match.isMissingNode()) {
      known(match, MATCH, place + ".match");
    }
    Long nth = whole(body, "nth", place);
    BigDecimal rate = rate(body, place);
    if (nth != null && rate != null) {
      throw refused(place + " has both nth and rate; keep one of them.");
    }
    Long times = whole(body, "times", place);
    long most = times != null ? times : nth != null ? 1 : Long.MAX_VALUE;
    return new FaultRule(target(match, body.path("do"), place), nth, rate, most, body);
  }

  private static FaultRule.Target target(JsonNode match, JsonNode action, String place) {
    String object = text(match, "object", place);
    if (object == null) {
      return new FaultRule.Calls(
          text(match, "method", place),
          Glob.of(match.path("path").asString("**")),
          disturbance(action, place + ".do"));
    }
    if (match.has("method") || match.has("path")) {
      throw refused(place + ".match names calls and records; use a rule for each.");
    }
    known(action, ERROR, place + ".do");
    NamedError error = error(action, place + ".do");
    if (error == null) {
      throw refused(place + ".do must name the error of the record, such as UNABLE_TO_LOCK_ROW.");
    }
    return new FaultRule.Rows(
        object,
        operation(match, place),
        text(match, "field", place),
        text(match, "value", place),
        error.ofRecord(object, message(error, action, place), fields(action)));
  }

  private static RowFaults.@Nullable Operation operation(JsonNode match, String place) {
    String operation = text(match, "operation", place);
    return switch (operation) {
      case null -> null;
      case "insert" -> RowFaults.Operation.INSERT;
      case "update" -> RowFaults.Operation.UPDATE;
      case "delete" -> RowFaults.Operation.DELETE;
      default -> throw refused(place + ".match.operation must be insert, update or delete.");
    };
  }

  private static @Nullable NamedError error(JsonNode action, String place) {
    String name = text(action, "error", place);
    return name == null
        ? null
        : NamedError.named(name)
            .orElseThrow(
                () ->
                    refused(
                        place
                            + ".error: "
                            + name
                            + " is not known; docs/simulator-errors.md lists the names."));
  }

  private static String message(NamedError error, JsonNode action, String place) {
    String message = text(action, "message", place);
    return message == null ? error.message() : message;
  }

  private static List<String> fields(JsonNode action) {
    var fields = new ArrayList<String>();
    action.path("fields").forEach(field -> fields.add(field.asString("")));
    return fields;
  }

  private static Disturbance disturbance(JsonNode action, String place) {
    known(action, ACTION, place);
    Duration delay = duration(action, place);
    Endpoint instead = instead(action, place);
    Damage damage = damage(action, place);
    boolean twice = action.path("duplicate").asBoolean(false);
    if (delay.isZero() && instead == null && damage instanceof Damage.None && !twice) {
      throw refused(
          place
              + " says nothing to do; give it one of status, error, duplicate, delay,"
              + " stallAfterBytes, truncateAfterBytes, reset, dropAnswer.");
    }
    return new Disturbance(delay, instead, damage, twice);
  }

  private static @Nullable Endpoint instead(JsonNode action, String place) {
    String text = text(action, "message", place);
    OAuthError refused = OAuthError.named(action.path("error").asString("")).orElse(null);
    if (refused != null) {
      String description = text == null ? refused.description() : text;
      return _ -> OAuthError.reply(OAuthError.STATUS, refused.wireName(), description);
    }
    NamedError error = error(action, place);
    if (error != null) {
      return new NamedFault(error, text, fields(action));
    }
    Long status = whole(action, "status", place);
    if (status == null) {
      return null;
    }
    Reply reply = reply(status, action, place);
    return _ -> reply;
  }

  private static Reply reply(long status, JsonNode action, String place) {
    if (status < 200 || status > 599) {
      throw refused(place + ".status must lie between 200 and 599.");
    }
    JsonNode body = action.path("body");
    boolean json = body.isObject() || body.isArray();
    String type = text(action, "contentType", place);
    String assumed = json ? Reply.JSON : "text/html;charset=UTF-8";
    Reply reply =
        Reply.text(
            (int) status,
            type != null ? type : assumed,
            json ? body.toString() : body.asString(""));
    for (Map.Entry<String, JsonNode> header : action.path("headers").properties()) {
      reply = reply.with(header.getKey(), header.getValue().asString(""));
    }
    return reply;
  }

  private static Damage damage(JsonNode action, String place) {
    var wanted = new ArrayList<Damage>();
    if (action.path("reset").asBoolean(false)) {
      wanted.add(new Damage.Reset());
    }
    if (action.path("dropAnswer").asBoolean(false)) {
      wanted.add(new Damage.DropAnswer());
    }
    Long stall = whole(action, "stallAfterBytes", place);
    if (stall != null) {
      wanted.add(new Damage.Stall(stall));
    }
    Long truncate = whole(action, "truncateAfterBytes", place);
    if (truncate != null) {
      wanted.add(new Damage.Truncate(truncate, action.path("cleanEnd").asBoolean(false)));
    }
    if (wanted.size() > 1) {
      throw refused(place + " damages the answer in several ways; use a rule for each.");
    }
    return wanted.isEmpty() ? new Damage.None() : wanted.getFirst();
  }

  private static Duration duration(JsonNode action, String place) {
    String text = text(action, "delay", place);
    return text == null ? Duration.ZERO : duration(text, place + ".delay");
  }

  /** A duration such as {@code PT2S}, not negative. */
  static Duration duration(String text, String place) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.isNegative()) {
        throw refused(place + " is negative: " + text);
      }
      return duration;
    } catch (DateTimeException e) {
      throw refused(place + " is no ISO 8601 duration, such as PT2S: " + text);
    }
  }

  private static @Nullable BigDecimal rate(JsonNode body, String place) {
    JsonNode node = body.path("rate");
    if (node.isMissingNode()) {
      return null;
    }
    BigDecimal rate = node.isNumber() ? node.decimalValue() : BigDecimal.ONE.negate();
    if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
      throw refused(place + ".rate must be a number from 0 to 1.");
    }
    return rate;
  }

  private static @Nullable Long whole(JsonNode node, String name, String place) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isIntegralNumber() || value.asLong() < 0) {
      throw refused(place + "." + name + " must be a whole number, not negative.");
    }
    return value.asLong();
  }

  private static @Nullable String text(JsonNode node, String name, String place) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isString()) {
      throw refused(place + "." + name + " must be a text.");
    }
    return value.asString();
  }

  static void known(JsonNode node, Set<String> names, String place) {
    if (!node.isObject()) {
      throw refused(place + " must be a JSON object.");
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!names.contains(property.getKey())) {
        throw refused(
            place
                + " has an unknown key "
                + property.getKey()
                + "; known are "
                + String.join(", ", names.stream().sorted().toList())
                + ".");
      }
    }
  }

  /** The refusal of a control call. */
  static ApiException refused(String message) {
    return new ApiException(400, "INVALID_CONTROL_REQUEST", message);
  }
}
