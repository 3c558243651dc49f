package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.sample.NumberColumns.DayColumn;
import dev.syncline.simulator.sample.NumberColumns.DecimalColumn;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.PicklistValue;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The columns of standard objects that follow from others, or from the schema. */
final class SpecialColumns {
  private static final List<String> PROFILES =
      List.of("System Administrator", "Standard User", "Minimum Access - Salesforce", "Read Only");

  private static final long EVENTS_FROM = LocalDate.of(2019, 1, 1).toEpochDay();
  private static final long EVENTS_TO = LocalDate.of(2028, 1, 1).toEpochDay();
  private static final long MAX_QUANTITY = 20;

  private final Samples samples;
  private final ObjectDefinition object;
  private final Column[] columns;
  private final long count;

  SpecialColumns(Samples samples, ObjectDefinition object, Column[] columns, long count) {
    this.samples = samples;
    this.object = object;
    this.columns = columns;
    this.count = count;
  }

  void plan() {
    new CopiedColumns(samples, object, columns).plan();
    switch (object.name()) {
      case "Contact" -> planContact();
      case "Opportunity" -> planOpportunity();
      case "Task" -> planTask();
      case "Event" -> planEvent();
      case "Case" -> planCase();
      case "CampaignMember" -> planPicks("Status", "HasResponded", "Responded");
      case "Pricebook2" -> set("IsStandard", (index, sink) -> sink.truth(index == 0));
      case "OpportunityLineItem", "OrderItem" -> planPrices();
      case "Contract", "Order" -> planDrafts();
      case "User" -> set("ProfileId", profiles());
      case "Profile" -> set("Name", table(PROFILES));
      case "RecordType" -> planRecordTypes();
      default -> {}
    }
  }

  private void set(String field, Column column) {
    columns[object.requireField(field).position()] = column;
  }

  private Column column(String field) {
    return columns[object.requireField(field).position()];
  }

  private long salt(String name) {
    return Draw.salt(Draw.salt(samples.seed(), "special"), object.name() + "." + name);
  }

  private static Column table(List<String> texts) {
    byte[][] utf8 =
        texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    return (index, sink) -> sink.text(utf8[(int) (index % utf8.length)]);
  }

  private void planContact() {
    if (column("AccountId") instanceof CrowdParents families) {
      int empty = object.requireField("ReportsToId").sample().orElseThrow().emptyPercent();
      set(
          "ReportsToId",
          new SiblingParents(
              samples.space("Contact"), families, count, empty, salt("ReportsToId")));
    }
  }

  private void planOpportunity() {
    FieldDefinition stageName = object.requireField("StageName");
    OpportunityStage[] stages =
        stageName.picklistValues().stream()
            .filter(PicklistValue::active)
            .map(value -> OpportunityStage.named(value.value()))
            .toArray(OpportunityStage[]::new);
    var pick = new Pick<>(stages, salt("StageName"));
    set("StageName", pick.text(OpportunityStage::name));
    set("ForecastCategory", pick.text(OpportunityStage::category));
    set("ForecastCategoryName", pick.text(OpportunityStage::categoryName));
    set("Probability", pick.number(OpportunityStage::probability));
    set("IsClosed", pick.truth(OpportunityStage::closed));
    set("IsWon", pick.truth(OpportunityStage::won));
    planRevenue(pick);
    if (column("CloseDate") instanceof DayColumn days) {
      set("FiscalYear", (index, sink) -> sink.integer(closeDate(days, index).getYear()));
      set("FiscalQuarter", (index, sink) -> sink.integer(quarter(closeDate(days, index))));
      set("Fiscal", (index, sink) -> fiscal(closeDate(days, index), sink));
    }
  }

  private void planRevenue(Pick<OpportunityStage> pick) {
    FieldDefinition amountField = object.requireField("Amount");
    DecimalColumn amount = NumberColumns.decimal(13, 2, false, salt("Amount"));
    int percent = amountField.sample().orElseThrow().emptyPercent();
    var emptiness = new Column.Emptiness(percent, salt("Amount"));
    set("Amount", Column.sometimes(amount, emptiness));
    Column expected =
        (index, sink) -> {
          long product = amount.unscaled(index) * pick.at(index).probability();
          sink.number((product + 50) / 100, 2);
        };
    set("ExpectedRevenue", Column.sometimes(expected, emptiness));
  }

  private static LocalDate closeDate(DayColumn days, long index) {
    return LocalDate.ofEpochDay(days.epochDay(index));
  }

  private static int quarter(LocalDate date) {
    return (date.getMonthValue() + 2) / 3;
  }

  private static void fiscal(LocalDate date, ValueSink sink) {
    sink.startText();
    DigitParts.part(date.getYear(), 4, sink);
    sink.character(' ');
    sink.character('0' + quarter(date));
    sink.endText();
  }

  private void planTask() {
    planPicks("Status", "IsClosed", "Completed");
    planPicks("Priority", "IsHighPriority", "High");
    new ActivityColumns(samples, object, columns).planAbout();
  }

  private void planEvent() {
    var activity = new ActivityColumns(samples, object, columns);
    activity.planAbout();
    activity.planTimes(
        NumberColumns.date(EVENTS_FROM, EVENTS_TO, false, salt("days")), salt("times"));
  }

  private void planCase() {
    planPicks("Status", "IsClosed", "Closed");
    Column modified = column("LastModifiedDate");
    Column isClosed = column("IsClosed");
    set(
        "ClosedDate",
        (index, sink) -> {
          var truth = new ValueCollector();
          isClosed.emit(index, truth);
          if (Boolean.TRUE.equals(truth.value())) {
            modified.emit(index, sink);
          } else {
            sink.empty();
          }
        });
  }

  /** Whole quantities of something that has a price, and what they come to. */
  private void planPrices() {
    DecimalColumn price = NumberColumns.decimal(9, 2, false, salt("UnitPrice"));
    long quantitySalt = salt("Quantity");
    LongUnaryOperator quantity =
        index -> 1 + Draw.below(Draw.bits(index, quantitySalt), MAX_QUANTITY);
    set("UnitPrice", price);
    set("Quantity", (index, sink) -> sink.number(quantity.applyAsLong(index), 0));
    set(
        "TotalPrice",
        (index, sink) -> sink.number(price.unscaled(index) * quantity.applyAsLong(index), 2));
  }

  /** Contracts and orders are drafts: only those can be edited in every way. */
  private void planDrafts() {
    set("Status", table(List.of("Draft")));
    set("StatusCode", table(List.of("Draft")));
  }

  private void planPicks(String picklist, String flag, String trueValue) {
    String[] values =
        object.requireField(picklist).picklistValues().stream()
            .map(PicklistValue::value)
            .toArray(String[]::new);
    var pick = new Pick<>(values, salt(picklist));
    set(picklist, pick.text(value -> value));
    set(flag, pick.truth(trueValue::equals));
  }

  /** The first user, whom clients sign in as, is an administrator. */
  private Column profiles() {
    IdSpace space = samples.space("Profile");
    return (index, sink) -> sink.id(space, index == 0 ? 0 : 1 + index % (PROFILES.size() - 1));
  }

  private void planRecordTypes() {
    List<Samples.TypeOfObject> types = Samples.recordTypes(samples.schema());
    set("Name", table(types.stream().map(t -> t.type().label()).toList()));
    set("DeveloperName", table(types.stream().map(t -> t.type().developerName()).toList()));
    set("SobjectType", table(types.stream().map(t -> t.object().name()).toList()));
    LongPredicate active = index -> types.get((int) index).type().active();
    set("IsActive", (index, sink) -> sink.truth(active.test(index)));
  }

  /** One of several things per record, with facts about it in several columns. */
  private record Pick<T>(T[] things, long salt) {
    T at(long index) {
      return things[(int) Draw.below(Draw.bits(index, salt), things.length)];
    }

    Column text(Function<T, String> fact) {
      byte[][] texts = new byte[things.length][];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = fact.apply(things[i]).getBytes(StandardCharsets.UTF_8);
      }
      return (index, sink) ->
          sink.text(texts[(int) Draw.below(Draw.bits(index, salt), texts.length)]);
    }

    Column number(ToLongFunction<T> fact) {
      return (index, sink) -> sink.number(fact.applyAsLong(at(index)), 0);
    }

    Column truth(Predicate<T> fact) {
      return (index, sink) -> sink.truth(fact.test(at(index)));
    }
  }
}
