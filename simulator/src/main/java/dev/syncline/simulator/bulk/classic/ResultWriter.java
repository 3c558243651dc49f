package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.rows.RowErrors;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.wire.CsvFormat;
import dev.syncline.simulator.wire.CsvRows;
import dev.syncline.simulator.xml.XmlText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores what became of the rows of a batch, in their order, in the format of the job. */
final class ResultWriter implements AutoCloseable {
  private final Format format;
  private final OutputStream out;
  private final CsvRows csv = new CsvRows(CsvFormat.DEFAULT);
  private final XmlText xml = new XmlText();
  private boolean anyJson;

  private ResultWriter(Format format, OutputStream out) {
    this.format = format;
    this.out = out;
  }

  /** Starts the results of a batch. */
  static ResultWriter open(Format format, ClassicBatch.Identity batch) throws IOException {
    var writer = new ResultWriter(format, Files.newOutputStream(batch.result()));
    switch (format) {
      case CSV -> writer.csv.line(List.of("Id", "Success", "Created", "Error"));
      case XML -> writer.xml.start("results", Notation.NAMESPACE);
      case JSON -> writer.text("[");
    }
    return writer;
  }

  /** Stores some rows; returns how many of them were refused. */
  int write(List<WriteResult> outcome) throws IOException {
    int refused = 0;
    for (WriteResult result : outcome) {
      refused += result instanceof WriteResult.Refused ? 1 : 0;
      switch (format) {
        case CSV -> csv(result);
        case XML -> xml(result);
        case JSON -> json(result);
      }
    }
    csv.drainTo(out);
    if (format == Format.XML) {
      text(xml.take());
    }
    return refused;
  }

  private void csv(WriteResult result) {
    switch (result) {
      case WriteResult.Written(String id, boolean created) ->
          csv.line(List.of(id, "true", Boolean.toString(created), ""));
      case WriteResult.Refused(List<RecordError> errors) ->
          csv.line(List.of("", "false", "false", RowErrors.text(errors)));
    }
  }

  private void xml(WriteResult result) {
    xml.start("result");
    switch (result) {
      case WriteResult.Written(String id, boolean created) ->
          xml.value("id", id).value("success", true).value("created", created);
      case WriteResult.Refused(List<RecordError> errors) -> {
        for (RecordError error : errors) {
          xml.start("errors");
          error.fields().forEach(field -> xml.value("fields", field));
          xml.value("message", error.message()).value("statusCode", error.statusCode()).end();
        }
        xml.value("success", false).value("created", false);
      }
    }
    xml.end();
  }

  private void json(WriteResult result) throws IOException {
    var body = new LinkedHashMap<String, @Nullable Object>();
    switch (result) {
      case WriteResult.Written(String id, boolean created) -> {
        body.put("success", true);
        body.put("created", created);
        body.put("id", id);
        body.put("errors", List.of());
      }
      case WriteResult.Refused(List<RecordError> errors) -> {
        body.put("success", false);
        body.put("created", false);
        body.put("id", null);
        body.put("errors", errors.stream().map(ResultWriter::error).toList());
      }
    }
    text((anyJson ? "," : "") + Json.line(body));
    anyJson = true;
  }

  private static Map<String, Object> error(RecordError error) {
    var body = new LinkedHashMap<String, Object>();
    body.put("statusCode", error.statusCode());
    body.put("message", error.message());
    body.put("fields", error.fields());
    return body;
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    try (out) {
      switch (format) {
        case CSV -> csv.drainTo(out);
        case XML -> text(xml.end().take());
        case JSON -> text("]");
      }
    }
  }
}
