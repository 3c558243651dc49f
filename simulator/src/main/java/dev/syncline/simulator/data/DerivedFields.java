package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.OpportunityStage;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of standard objects that the org fills from others when a record is saved. Object
 * Reference, Opportunity and Task.
 */
final class DerivedFields {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final ObjectDefinition object;
  private final @Nullable Object[] values;
  private final Set<FieldDefinition> written;
  private final Snapshot view;

  private DerivedFields(RecordDraft draft, Snapshot view) {
    this.object = draft.object();
    this.values = draft.values();
    this.written = draft.written();
    this.view = view;
  }

  /** Fills the derived fields of a record that is about to be saved. */
  static void fill(RecordDraft draft, Snapshot view) {
    var derived = new DerivedFields(draft, view);
    switch (draft.object().name()) {
      case "Opportunity" -> derived.fillOpportunity();
      case "Task" -> derived.fillTask();
      default -> {}
    }
  }

  private @Nullable Object value(String field) {
    return values[object.requireField(field).position()];
  }

  private void set(String field, @Nullable Object value) {
    values[object.requireField(field).position()] = value;
  }

  private boolean isWritten(String field) {
    return written.contains(object.requireField(field));
  }

  private void fillOpportunity() {
    if (value("StageName") instanceof String name) {
      OpportunityStage stage = OpportunityStage.named(name);
      boolean moved = isWritten("StageName");
      if (moved && !isWritten("Probability")) {
        set("Probability", BigDecimal.valueOf(stage.probability()));
      }
      if (moved && !isWritten("ForecastCategoryName")) {
        set("ForecastCategoryName", stage.categoryName());
        set("ForecastCategory", stage.category());
      }
      set("IsClosed", stage.closed());
      set("IsWon", stage.won());
    }
    if (value("Amount") instanceof BigDecimal amount
        && value("Probability") instanceof BigDecimal probability) {
      BigDecimal expected = amount.multiply(probability);
      set("ExpectedRevenue", stripped(expected.divide(HUNDRED, 2, RoundingMode.HALF_UP)));
    } else {
      set("ExpectedRevenue", null);
    }
    if (value("CloseDate") instanceof LocalDate date) {
      int quarter = (date.getMonthValue() + 2) / 3;
      set("FiscalYear", BigDecimal.valueOf(date.getYear()));
      set("FiscalQuarter", BigDecimal.valueOf(quarter));
      set("Fiscal", date.getYear() + " " + quarter);
    }
  }

  private static BigDecimal stripped(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private void fillTask() {
    set("IsClosed", "Completed".equals(value("Status")));
    set("IsHighPriority", "High".equals(value("Priority")));
    Optional<Object> account = accountOf(value("WhatId"));
    set("AccountId", account.or(() -> accountOf(value("WhoId"))).orElse(null));
  }

  /** The account itself, or the one that a record belongs to. */
  private Optional<Object> accountOf(@Nullable Object id) {
    if (id == null) {
      return Optional.empty();
    }
    String about = id.toString();
    Optional<ObjectDefinition> kind = view.schema().objectOfPrefix(about.substring(0, 3));
    if (kind.isPresent() && kind.get().name().equals("Account")) {
      return Optional.of(about);
    }
    return kind.flatMap(
        found ->
            found
                .field("AccountId")
                .flatMap(account -> view.find(found, about).map(row -> row.value(account))));
  }
}
