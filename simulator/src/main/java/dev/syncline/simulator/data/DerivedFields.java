package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.OpportunityStage;
import dev.syncline.simulator.schema.CopiedFields;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of standard objects that the org fills from others when a record is saved. Object
 * Reference, the objects that are named in {@link #fill}.
 */
final class DerivedFields {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final RecordDraft draft;
  private final ObjectDefinition object;
  private final @Nullable Object[] values;
  private final Set<FieldDefinition> written;
  private final Snapshot view;
  private final Instant now;

  private DerivedFields(RecordDraft draft, Snapshot view, Instant now) {
    this.draft = draft;
    this.object = draft.object();
    this.values = draft.values();
    this.written = draft.written();
    this.view = view;
    this.now = now;
  }

  /**
   * Fills the derived fields of a record that is about to be saved, and refuses one that lacks what
   * they are made of.
   */
  static void fill(RecordDraft draft, Snapshot view, Instant now) {
    var derived = new DerivedFields(draft, view, now);
    derived.copy();
    switch (draft.object().name()) {
      case "Opportunity" -> derived.fillOpportunity();
      case "Task" -> derived.fillTask();
      case "Event" -> derived.fillEvent();
      case "Case" -> derived.fillCase();
      case "CampaignMember" -> derived.fillCampaignMember();
      case "OpportunityLineItem", "OrderItem" -> derived.fillPrices();
      case "Contract", "Order" -> derived.fillStatusCode();
      case "Asset" -> derived.checkAsset();
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

  /** Takes over what parents have; what the caller may write himself only where he left it out. */
  private void copy() {
    var done = new HashSet<String>();
    for (CopiedFields.Copy copy : CopiedFields.of(object)) {
      FieldDefinition field = object.requireField(copy.field());
      boolean open = !field.is(Flag.CREATEABLE) || draft.value(field) == null;
      Optional<Object> found = open ? ofParent(copy) : Optional.empty();
      if (found.isPresent() && done.add(copy.field())) {
        draft.set(field, found.get());
      }
    }
  }

  private Optional<Object> ofParent(CopiedFields.Copy copy) {
    if (!(value(copy.reference()) instanceof String id)) {
      return Optional.empty();
    }
    Optional<ObjectDefinition> parent = view.schema().objectOfPrefix(id.substring(0, 3));
    return parent.flatMap(
        found ->
            view.find(found, id)
                .flatMap(
                    row -> found.field(copy.parentField()).map(field -> of(found, row, field))));
  }

  private static @Nullable Object of(ObjectDefinition object, Row row, FieldDefinition field) {
    return field.isPersonName() ? PersonNames.compose(object, row) : row.value(field);
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
    fillAccount();
  }

  private void fillAccount() {
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

  private void fillEvent() {
    EventTimes.fill(draft);
    fillAccount();
  }

  private void fillCase() {
    boolean closed = "Closed".equals(value("Status"));
    set("IsClosed", closed);
    if (!closed) {
      set("ClosedDate", null);
    } else if (value("ClosedDate") == null) {
      set("ClosedDate", now);
    }
  }

  private void fillCampaignMember() {
    boolean contact = value("ContactId") != null;
    if (!contact && value("LeadId") == null) {
      draft.refuse(
          RecordError.of("REQUIRED_FIELD_MISSING", "Required fields are missing: [ContactId]"));
    }
    set("Type", contact ? "Contact" : "Lead");
    boolean responded = "Responded".equals(value("Status"));
    set("HasResponded", responded);
    if (responded && value("FirstRespondedDate") == null) {
      set("FirstRespondedDate", LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
  }

  /** A price that is left out is the list price; the total follows from price and quantity. */
  private void fillPrices() {
    BigDecimal quantity = value("Quantity") instanceof BigDecimal number ? number : BigDecimal.ZERO;
    boolean totalGiven = isWritten("TotalPrice") && !isWritten("UnitPrice");
    if (totalGiven && value("TotalPrice") instanceof BigDecimal total && quantity.signum() != 0) {
      set("UnitPrice", stripped(total.divide(quantity, 2, RoundingMode.HALF_UP)));
      return;
    }
    if (value("UnitPrice") == null) {
      set("UnitPrice", value("ListPrice"));
    }
    set(
        "TotalPrice",
        value("UnitPrice") instanceof BigDecimal price
            ? stripped(price.multiply(quantity).setScale(2, RoundingMode.HALF_UP))
            : null);
  }

  private void fillStatusCode() {
    set(
        "StatusCode",
        switch (String.valueOf(value("Status"))) {
          case "Activated" -> "Activated";
          case "In Approval Process" -> "InApproval";
          default -> "Draft";
        });
    if (object.name().equals("Contract")) {
      set("EndDate", contractEnd());
    }
  }

  /** The last day of the term: a day less than so many months after the start. */
  private @Nullable LocalDate contractEnd() {
    return value("StartDate") instanceof LocalDate start
            && value("ContractTerm") instanceof BigDecimal months
        ? start.plusMonths(months.intValue()).minusDays(1)
        : null;
  }

  private void checkAsset() {
    if (value("AccountId") == null && value("ContactId") == null) {
      draft.refuse(
          RecordError.of(
              "FIELD_INTEGRITY_EXCEPTION",
              "Every asset needs an account, a contact, or both.",
              "AccountId"));
    }
  }
}
