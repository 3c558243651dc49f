package dev.syncline.simulator.soap;

import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.soap.RestCalls.Request;
import dev.syncline.simulator.xml.XmlText;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What reads records: queries, searches, and by their ids or the time of their change. */
final class Reads {
  private final Org org;
  private final RestCalls rest;

  Reads(Org org, RestCalls rest) {
    this.org = org;
    this.rest = rest;
  }

  /** {@code query}. */
  void query(SoapCall call, XmlText out) throws IOException {
    page(call, Request.get(List.of("query"), statement(call)), out);
  }

  /** {@code queryAll}: with the recycle bin. */
  void queryAll(SoapCall call, XmlText out) throws IOException {
    page(call, Request.get(List.of("queryAll"), statement(call)), out);
  }

  private static Map<String, String> statement(SoapCall call) {
    return Map.of("q", call.required("queryString"));
  }

  /** {@code queryMore}. */
  void more(SoapCall call, XmlText out) throws IOException {
    page(call, Request.get(List.of("query", call.required("queryLocator")), Map.of()), out);
  }

  private void page(SoapCall call, Request request, XmlText out) throws IOException {
    JsonNode page = rest.make(call, request);
    out.start("result", "xsi:type=\"QueryResult\"");
    records().page(out, page);
    out.end();
  }

  private RecordXml records() {
    return new RecordXml(org.data().schema());
  }

  /** {@code search}: a statement of SOSL. */
  void search(SoapCall call, XmlText out) throws IOException {
    Request request = Request.get(List.of("search"), Map.of("q", call.required("searchString")));
    JsonNode found = rest.make(call, request);
    out.start("result").value("queryId", "");
    for (JsonNode record : found.path("searchRecords")) {
      out.start("searchRecords");
      records().write(out, "record", record);
      out.end();
    }
    out.end();
  }

  /** {@code retrieve}: records by their ids, nil where there is none. */
  void retrieve(SoapCall call, XmlText out) throws IOException {
    List<String> fields =
        Arrays.stream(call.required("fieldList").split(",")).map(String::strip).toList();
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("ids", call.operation().textsOf("ids"));
    body.put("fields", fields);
    List<String> path = List.of("composite", "sobjects", call.required("sObjectType"));
    for (JsonNode record : rest.make(call, new Request("POST", path, Map.of(), body, null))) {
      records().write(out, "result", record);
    }
  }

  /** {@code getUpdated}. */
  void updated(SoapCall call, XmlText out) throws IOException {
    JsonNode span = span(call, "updated");
    out.start("result");
    span.path("ids").forEach(id -> out.value("ids", id.asString()));
    moment(out, span, "latestDateCovered");
    out.end();
  }

  /** {@code getDeleted}. */
  void deleted(SoapCall call, XmlText out) throws IOException {
    JsonNode span = span(call, "deleted");
    out.start("result");
    for (JsonNode record : span.path("deletedRecords")) {
      out.start("deletedRecords");
      moment(out, record, "deletedDate");
      out.value("id", record.path("id").asString());
      out.end();
    }
    moment(out, span, "earliestDateAvailable");
    moment(out, span, "latestDateCovered");
    out.end();
  }

  private JsonNode span(SoapCall call, String which) throws IOException {
    List<String> path = List.of("sobjects", call.required("sObjectType"), which);
    return rest.make(
        call,
        Request.get(
            path, Map.of("start", call.required("startDate"), "end", call.required("endDate"))));
  }

  private static void moment(XmlText out, JsonNode within, String name) {
    out.value(name, RecordXml.moment(within.path(name).asString()));
  }
}
