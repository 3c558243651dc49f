package dev.syncline.simulator.soap;

import dev.syncline.simulator.data.DuplicateResult;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soap.RestCalls.Request;
import dev.syncline.simulator.wire.SoapValues;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What writes records: up to 200 in one call, in one transaction. */
final class Writes {
  private static final int MAX_RECORDS = 200;

  private final Org org;
  private final RestCalls rest;

  Writes(Org org, RestCalls rest) {
    this.org = org;
    this.rest = rest;
  }

  /** {@code create}. */
  void create(SoapCall call, XmlText out) throws IOException {
    save(call, "POST", List.of("composite", "sobjects"), call.operation().all("sObjects"), out);
  }

  /** {@code update}. */
  void update(SoapCall call, XmlText out) throws IOException {
    save(call, "PATCH", List.of("composite", "sobjects"), call.operation().all("sObjects"), out);
  }

  /** {@code upsert}: all records are of the first one's object. */
  void upsert(SoapCall call, XmlText out) throws IOException {
    List<XmlElement> records = call.operation().all("sObjects");
    String type = records.isEmpty() ? "" : records.getFirst().textOf("type").orElse("");
    ObjectDefinition object =
        org.data()
            .schema()
            .object(type)
            .orElseThrow(
                () ->
                    new SoapFault("INVALID_TYPE", "sObject type '" + type + "' is not supported."));
    List<String> path =
        List.of("composite", "sobjects", object.name(), call.required("externalIDFieldName"));
    save(call, "PATCH", path, records, out);
  }

  private void save(
      SoapCall call, String verb, List<String> path, List<XmlElement> records, XmlText out)
      throws IOException {
    if (records.isEmpty()) {
      return;
    }
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("allOrNone", call.allOrNone());
    records.forEach(this::checkValues);
    body.put("records", records.stream().map(RecordXml::read).toList());
    results(call, scope -> new Request(verb, path, Map.of(), body, scope), out);
  }

  /** A value that is none of its field's type fails the whole call. */
  private void checkValues(XmlElement record) {
    Optional<ObjectDefinition> object =
        record.textOf("type").flatMap(type -> org.data().schema().object(type));
    for (XmlElement value : record.children()) {
      object
          .flatMap(found -> found.field(value.name()))
          .filter(_ -> value.children().isEmpty() && !value.isNil())
          .flatMap(field -> SoapValues.problem(field, value.text()))
          .ifPresent(
              problem -> {
                throw new SoapFault(SoapFault.CLIENT, problem);
              });
    }
  }

  @FunctionalInterface
  private interface WithinScope {
    Request in(Transaction transaction);
  }

  private void results(SoapCall call, WithinScope request, XmlText out) throws IOException {
    JsonNode results;
    Iterator<DuplicateResult> duplicates;
    try (Transaction transaction = org.data().begin(call.actor(), call.saveOptions())) {
      results = rest.make(call, request.in(transaction));
      duplicates = transaction.duplicates().iterator();
      transaction.commit();
    }
    results.forEach(result -> result(out, result, duplicates));
  }

  /**
   * Writes one result.
   *
   * @param duplicates what is to be told of the refusals by duplicate rules, from this result on
   */
  private static void result(XmlText out, JsonNode result, Iterator<DuplicateResult> duplicates) {
    out.start("result");
    if (result.has("created")) {
      out.value("created", result.path("created").asBoolean());
    }
    for (JsonNode error : result.path("errors")) {
      var fields = new ArrayList<String>();
      error.path("fields").forEach(field -> fields.add(field.asString()));
      String code = error.path("statusCode").asString();
      boolean isDuplicate = code.equals("DUPLICATES_DETECTED") && duplicates.hasNext();
      error(
          out,
          new RecordError(
              code,
              error.path("message").asString(),
              fields,
              isDuplicate ? duplicates.next() : null));
    }
    JsonNode id = result.path("id");
    out.value("id", id.isString() ? id.asString() : null);
    out.value("success", result.path("success").asBoolean());
    out.end();
  }

  /** Writes one reason of a refusal. */
  static void error(XmlText out, RecordError error) {
    DuplicateResult duplicates = error.duplicates();
    if (duplicates == null) {
      out.start("errors");
    } else {
      out.start("errors", "xsi:type=\"DuplicateError\"");
    }
    error.fields().forEach(field -> out.value("fields", field));
    out.value("message", error.message());
    out.value("statusCode", error.statusCode());
    if (duplicates != null) {
      DuplicateXml.write(out, duplicates);
    }
    out.end();
  }

  /** {@code delete}. */
  void delete(SoapCall call, XmlText out) throws IOException {
    List<String> ids = ids(call);
    if (ids.isEmpty()) {
      return;
    }
    Map<String, String> parameters =
        Map.of("ids", String.join(",", ids), "allOrNone", Boolean.toString(call.allOrNone()));
    List<String> path = List.of("composite", "sobjects");
    results(call, scope -> new Request("DELETE", path, parameters, null, scope), out);
  }

  /** {@code undelete}: out of the recycle bin. */
  void undelete(SoapCall call, XmlText out) {
    each(call, out, (transaction, object, id) -> transaction.undelete(object, id));
  }

  /** {@code emptyRecycleBin}: what lies in it is gone for good. */
  void emptyRecycleBin(SoapCall call, XmlText out) {
    each(
        call,
        out,
        (transaction, object, id) ->
            RecordIds.parse(id)
                    .flatMap(whole -> transaction.view().find(object, whole))
                    .filter(row -> !row.isDeleted())
                    .isPresent()
                ? refused("DELETE_FAILED", "entity is not in the recycle bin")
                : transaction.purge(object, id));
  }

  @FunctionalInterface
  private interface Write {
    WriteResult one(Transaction transaction, ObjectDefinition object, String id);
  }

  private void each(SoapCall call, XmlText out, Write write) {
    List<String> ids = ids(call);
    var results = new ArrayList<WriteResult>();
    try (Transaction transaction = org.data().begin(call.actor(), call.saveOptions())) {
      for (String id : ids) {
        results.add(
            object(transaction, id)
                .map(object -> write.one(transaction, object, id))
                .orElseGet(() -> refused("MALFORMED_ID", "malformed id " + id)));
      }
      boolean refused = results.stream().anyMatch(WriteResult.Refused.class::isInstance);
      if (!call.allOrNone() || !refused) {
        transaction.commit();
      }
    }
    results.forEach(result -> write(out, result));
  }

  private static void write(XmlText out, WriteResult result) {
    out.start("result");
    switch (result) {
      case WriteResult.Written(String id, boolean _) -> out.value("id", id).value("success", true);
      case WriteResult.Refused(List<RecordError> errors) -> {
        errors.forEach(error -> error(out, error));
        out.value("id", null).value("success", false);
      }
    }
    out.end();
  }

  private static Optional<ObjectDefinition> object(Transaction transaction, String id) {
    return RecordIds.parse(id)
        .flatMap(whole -> transaction.view().schema().objectOfPrefix(whole.substring(0, 3)));
  }

  private static WriteResult refused(String code, String message) {
    return WriteResult.Refused.because(RecordError.of(code, message));
  }

  private static List<String> ids(SoapCall call) {
    List<String> ids = call.operation().textsOf("ids");
    if (ids.size() > MAX_RECORDS) {
      throw new SoapFault(
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than " + MAX_RECORDS + " records in this call");
    }
    return ids;
  }
}
