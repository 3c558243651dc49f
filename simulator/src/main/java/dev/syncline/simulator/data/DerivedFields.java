package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.OpportunityStage;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
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

  private DerivedFields(
      ObjectDefinition object, @Nullable Object[] values, Set<FieldDefinition> written) {
    this.object = object;
    this.values = values;
    this.written = written;
  }

  /**
   * Fills the derived fields of a record that is about to be saved.
   *
   * @param values by field position; changed in place
   * @param written the fields that the write itself names
   */
  static void fill(
      ObjectDefinition object, @Nullable Object[] values, Set<FieldDefinition> written) {
    var derived = new DerivedFields(object, values, written);
    switch (object.name()) {
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
  }
}
