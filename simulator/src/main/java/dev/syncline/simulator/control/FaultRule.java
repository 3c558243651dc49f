package dev.syncline.simulator.control;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.RowFaults;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Disturbance;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of the fault script: what is hit, which of it, how often, and what happens.
 *
 * @param nth the matching call or record, counted from 1, that is the first to be hit; null for the
 *     first
 * @param rate which share of what matches is hit; null for all
 * @param times how often at most
 * @param source the rule as it was given
 */
record FaultRule(
    Target target, @Nullable Long nth, @Nullable BigDecimal rate, long times, JsonNode source) {
  /** What a rule hits, and what happens to it. */
  sealed interface Target {}

  /**
   * Calls.
   *
   * @param method the verb; null matches all
   */
  record Calls(@Nullable String method, Glob path, Disturbance disturbance) implements Target {
    boolean matches(Call call) {
      return (method == null || method.equalsIgnoreCase(call.method()))
          && path.matches(call.pathText());
    }
  }

  /**
   * Single records that callers write, wherever they stand: in lists, files, or alone.
   *
   * @param operation what is done; null matches all
   * @param field a field that the write must set to {@code value}; null matches all
   */
  record Rows(
      String object,
      RowFaults.@Nullable Operation operation,
      @Nullable String field,
      @Nullable String value,
      RecordError error)
      implements Target {
    boolean matches(RowFaults.Operation done, ObjectDefinition type, FieldValues values) {
      return object.equalsIgnoreCase(type.name())
          && (operation == null || operation == done)
          && (field == null || carries(type, values));
    }

    private boolean carries(ObjectDefinition type, FieldValues values) {
      Object written = field == null ? null : type.field(field).map(values::value).orElse(null);
      String text =
          written instanceof BigDecimal number ? number.toPlainString() : String.valueOf(written);
      return text.equals(value);
    }
  }
}
