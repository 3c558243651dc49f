package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.xml.XmlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In what the facts of jobs and batches are written. */
enum Notation {
  XML("application/xml; charset=UTF-8"),
  JSON("application/json; charset=UTF-8");

  /** The namespace of everything in XML. */
  static final String NAMESPACE =
      "xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\""
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

  private final String contentType;

  Notation(String contentType) {
    this.contentType = contentType;
  }

  /** Facts by name, such as those of a job; {@code root} is their element in XML. */
  Reply reply(int status, String root, Map<String, Object> facts) {
    return text(
        status,
        switch (this) {
          case JSON -> Json.line(facts(facts));
          case XML -> {
            var out = new XmlText();
            element(out, root, NAMESPACE, facts);
            yield out.toString();
          }
        });
  }

  /** A list of such facts. */
  Reply list(String root, String each, List<Map<String, Object>> items) {
    return text(
        200,
        switch (this) {
          case JSON -> Json.line(Map.of(each, items.stream().map(this::facts).toList()));
          case XML -> {
            var out = new XmlText();
            out.start(root, NAMESPACE);
            items.forEach(facts -> element(out, each, "", facts));
            yield out.end().toString();
          }
        });
  }

  /** The ids of the results of a query. */
  Reply ids(List<String> ids) {
    return text(
        200,
        switch (this) {
          case JSON -> Json.line(ids);
          case XML -> {
            var out = new XmlText();
            out.start("result-list", NAMESPACE);
            ids.forEach(id -> out.value("result", id));
            yield out.end().toString();
          }
        });
  }

  private static void element(
      XmlText out, String name, String attributes, Map<String, Object> facts) {
    out.start(name, attributes);
    facts.forEach(
        (fact, value) -> out.value(fact, value instanceof Moment moment ? moment.xml() : value));
    out.end();
  }

  private Map<String, Object> facts(Map<String, Object> facts) {
    var plain = new LinkedHashMap<String, Object>();
    facts.forEach(
        (fact, value) -> plain.put(fact, value instanceof Moment moment ? moment.json() : value));
    return plain;
  }

  /**
   * A moment, which both notations write in their own way: {@code 2018-12-18T22:51:36.000+0000}.
   */
  record Moment(String json) {
    String xml() {
      return json.replace("+0000", "Z");
    }
  }

  private Reply text(int status, String text) {
    return Reply.text(status, contentType, text);
  }

  /** What a content type asks for; empty when it says neither. */
  static Optional<Notation> of(String contentType) {
    if (contentType.contains("json")) {
      return Optional.of(JSON);
    }
    return contentType.contains("xml") ? Optional.of(XML) : Optional.empty();
  }
}
