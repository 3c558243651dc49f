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
import java.util.function.ToLongFunction;

/** The columns of standard objects that follow from others, or from the schema. */
final class SpecialColumns {
  private static final List<String> PROFILES =
      List.of("System Administrator", "Standard User", "Minimum Access - Salesforce", "Read Only");

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
    switch (object.name()) {
      case "Contact" -> planContact();
      case "Opportunity" -> planOpportunity();
      case "Task" -> planTask();
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
    if (column("WhatId") instanceof CrowdParents what
        && column("WhoId") instanceof CrowdParents who) {
      IdSpace leads = samples.space("Lead");
      Parents kept =
          new FilteredParents(
              what, task -> who.parentOf(task) == Parents.NONE || !isIn(who, task, leads));
      set("WhatId", kept);
      set("AccountId", (task, sink) -> emitAccount(task, kept, who, sink));
    } else {
      set("AccountId", Column.empty());
    }
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

  private static boolean isIn(Parents parents, long index, IdSpace space) {
    return parents.spaces()[parents.slotOf(index)].equals(space);
  }

  /** The account that a task is about: its What, or that of its What or Who. */
  private void emitAccount(long task, Parents what, Parents who, ValueSink sink) {
    IdSpace accounts = samples.space("Account");
    long about = what.parentOf(task);
    long account = Parents.NONE;
    if (about != Parents.NONE) {
      account =
          isIn(what, task, accounts) ? about : samples.parentOf("Opportunity", "AccountId", about);
    } else if (who.parentOf(task) != Parents.NONE && isIn(who, task, samples.space("Contact"))) {
      account = samples.parentOf("Contact", "AccountId", who.parentOf(task));
    }
    if (account == Parents.NONE) {
      sink.empty();
    } else {
      sink.id(accounts, account);
    }
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

    Column truth(java.util.function.Predicate<T> fact) {
      return (index, sink) -> sink.truth(fact.test(at(index)));
    }
  }
}
