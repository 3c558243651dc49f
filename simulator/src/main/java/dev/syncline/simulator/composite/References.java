package dev.syncline.simulator.composite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Results of earlier subrequests, and what refers to them: {@code @{account.id}},
 * {@code @{contacts[0].id}}, {@code @{found.records[*].Id}}. Names compare with regard to case.
 */
final class References {
  /** A reference as it stands in a url or in a text of a body. */
  private static final Pattern REFERENCE =
      Pattern.compile("@\\{([A-Za-z][A-Za-z0-9_]*)((?:\\.[^.\\[\\]{}]+|\\[(?:\\d{1,6}|\\*)])*)}");

  private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(\\d+|\\*)]");

  private final Map<String, JsonNode> results = new HashMap<>();

  /** A reference that leads to no value. */
  static final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    private Unresolved(String reference, String id) {
      super(
          "Invalid reference specified. No value for %s found in %s".formatted(reference, id),
          null,
          false,
          false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Remembers what a subrequest was answered, if it can be referred to. */
  void put(String referenceId, InnerReply reply) {
    JsonNode body = reply.body();
    if (body != null && !reply.isRefusal()) {
      results.put(referenceId, body);
    }
  }

  /** The subrequests that a url or a body refers to. */
  static List<String> named(Subrequest subrequest) {
    var ids = new ArrayList<String>();
    collect(subrequest.url(), ids);
    collect(subrequest.body(), ids);
    return ids;
  }

  private static void collect(@Nullable JsonNode node, List<String> ids) {
    if (node == null) {
      return;
    }
    if (node.isString()) {
      collect(node.asString(), ids);
    }
    node.forEach(child -> collect(child, ids));
  }

  private static void collect(String text, List<String> ids) {
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
  }

  /**
   * The subrequest with values in the place of its references.
   *
   * @throws Unresolved if there is none for one of them
   */
  Subrequest resolve(Subrequest subrequest) throws Unresolved {
    JsonNode body = subrequest.body();
    return new Subrequest(
        subrequest.method(),
        url(subrequest.url()),
        subrequest.referenceId(),
        body == null ? null : node(body),
        subrequest.headers());
  }

  private String url(String url) throws Unresolved {
    var text = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(url);
    while (matcher.find()) {
      String value = URLEncoder.encode(text(value(matcher)), StandardCharsets.UTF_8);
      // In a path a plus stands for itself, so that a blank is told otherwise.
      matcher.appendReplacement(text, Matcher.quoteReplacement(value.replace("+", "%20")));
    }
    return matcher.appendTail(text).toString();
  }

  private JsonNode node(JsonNode node) throws Unresolved {
    if (node.isString()) {
      return leaf(node);
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (JsonNode child : node) {
        array.add(node(child));
      }
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        object.set(entry.getKey(), node(entry.getValue()));
      }
      return object;
    }
    return node;
  }

  private JsonNode leaf(JsonNode node) throws Unresolved {
    Matcher matcher = REFERENCE.matcher(node.asString());
    if (matcher.matches()) {
      return value(matcher);
    }
    var text = new StringBuilder();
    matcher.reset();
    while (matcher.find()) {
      matcher.appendReplacement(text, Matcher.quoteReplacement(text(value(matcher))));
    }
    return JsonNodeFactory.instance.stringNode(matcher.appendTail(text).toString());
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(References::text).collect(Collectors.joining(","))
        : value.asString("");
  }

  private JsonNode value(Matcher reference) throws Unresolved {
    String id = reference.group(1);
    JsonNode start = results.get(id);
    JsonNode found = start == null ? null : walk(start, reference.group(2));
    if (found == null || found.isMissingNode() || found.isNull()) {
      throw new Unresolved(id + reference.group(2), id);
    }
    return found;
  }

  private static JsonNode walk(JsonNode from, String path) {
    Matcher step = STEP.matcher(path);
    JsonNode node = from;
    while (step.find()) {
      String name = step.group(1);
      if (name != null) {
        node = node.path(name);
      } else if (step.group(2).equals("*")) {
        return each(node, path.substring(step.end()));
      } else {
        node = node.path(Integer.parseInt(step.group(2)));
      }
    }
    return node;
  }

  private static JsonNode each(JsonNode nodes, String path) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    nodes.forEach(node -> found.add(walk(node, path)));
    return found;
  }
}
