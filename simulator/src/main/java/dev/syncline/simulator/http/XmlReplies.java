package dev.syncline.simulator.http;

import dev.syncline.simulator.xml.XmlText;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Answers of REST as XML, for calls that ask for it. REST API Developer Guide shows the elements of
 * versions, resources, records, saves, queries and errors; what the others are called is an
 * assumption.
 */
final class XmlReplies {
  private static final String XML = "application/xml;charset=UTF-8";
  private static final String INSTANCE = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
  private static final Map<String, String> ROOTS =
      Map.of(
          "/versions", "Versions",
          "/resources", "urls",
          "/sobjects", "DescribeGlobal",
          "/sobjects/info", "SObjectInfo",
          "/sobjects/describe", "DescribeSObject",
          "/query", "QueryResult",
          "/queryAll", "QueryResult",
          "/tooling/query", "QueryResult",
          "/limits", "Limits");

  private XmlReplies() {}

  /** Whether a call asks for XML: it is what its Accept header names first. */
  static boolean wanted(Call call) {
    Optional<String> first =
        call.headers().find("Accept").map(accept -> accept.split("[,;]", 2)[0].strip());
    boolean xml =
        first
            .map(type -> type.toLowerCase(Locale.ROOT))
            .filter(type -> type.equals("application/xml") || type.equals("text/xml"))
            .isPresent();
    return xml && call.pathText().toLowerCase(Locale.ROOT).startsWith("/services/data");
  }

  /** The answer in XML; as it is where it is no JSON. */
  static Reply of(Route route, Reply reply) throws IOException {
    if (!(reply.content() instanceof Reply.Content.Json(Reply.JsonBody body))) {
      return reply;
    }
    try {
      JsonNode node = CaughtJson.of(body);
      Reply xml = Reply.text(reply.status(), XML, text(route, reply.status(), node));
      return new Reply(reply.status(), reply.headers(), xml.content());
    } catch (ApiException e) {
      return of(route, e.reply());
    }
  }

  private static String text(Route route, int status, JsonNode node) {
    var out = new XmlText();
    if (status >= 400 && node.isArray()) {
      list(out, "Errors", "Error", node);
    } else if (node.isArray()) {
      String root = route.family().equals("/versions") ? "Versions" : "Results";
      list(out, root, root.substring(0, root.length() - 1), node);
    } else {
      properties(out, root(route, node), INSTANCE, node);
    }
    return out.toString();
  }

  private static String root(Route route, JsonNode node) {
    String type = node.path("attributes").path("type").asString("");
    if (!type.isEmpty()) {
      return type;
    }
    return node.has("success") ? "Result" : ROOTS.getOrDefault(route.family(), "Result");
  }

  private static void list(XmlText out, String root, String each, JsonNode nodes) {
    out.start(root, INSTANCE);
    write(out, each, nodes);
    out.end();
  }

  private static void write(XmlText out, String name, JsonNode node) {
    if (node.isArray()) {
      node.forEach(child -> write(out, name, child));
    } else if (node.isObject()) {
      properties(out, name, "", node);
    } else if (node.isNull()) {
      out.value(name, null);
    } else {
      String text = node.asString();
      out.value(name, MOMENT.matcher(text).matches() ? text.replace("+0000", "Z") : text);
    }
  }

  private static void properties(XmlText out, String name, String attributes, JsonNode node) {
    JsonNode own = node.path("attributes");
    String type = own.path("type").asString("");
    String url = own.path("url").asString("");
    String named =
        (type.isEmpty() ? "" : " type=\"" + type + "\"")
            + (url.isEmpty() ? "" : " url=\"" + url + "\"");
    out.start(name, (attributes + named).strip());
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getKey().equals("attributes")) {
        write(out, property.getKey(), property.getValue());
      }
    }
    out.end();
  }
}
