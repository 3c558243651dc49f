package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Optional;

/** What tasks and events are about, and the times of events. */
final class ActivityColumns {
  private static final long HALF_HOUR = 1_800;
  private static final long DAY = 86_400;

  private final Samples samples;
  private final ObjectDefinition object;
  private final Column[] columns;

  ActivityColumns(Samples samples, ObjectDefinition object, Column[] columns) {
    this.samples = samples;
    this.object = object;
    this.columns = columns;
  }

  private void set(String field, Column column) {
    columns[object.requireField(field).position()] = column;
  }

  private Column column(String field) {
    return columns[object.requireField(field).position()];
  }

  /** An activity with a lead is about nothing else; one with a contact may be. */
  void planAbout() {
    if (column("WhatId") instanceof CrowdParents what
        && column("WhoId") instanceof CrowdParents who) {
      IdSpace leads = samples.space("Lead");
      Parents kept =
          new FilteredParents(
              what, index -> who.parentOf(index) == Parents.NONE || !isIn(who, index, leads));
      set("WhatId", kept);
      set("AccountId", (index, sink) -> emitAccount(index, kept, who, sink));
    } else {
      set("AccountId", Column.empty());
    }
  }

  private static boolean isIn(Parents parents, long index, IdSpace space) {
    return parents.spaces()[parents.slotOf(index)].equals(space);
  }

  /** The account that an activity is about: its What, or that of its What or Who. */
  private void emitAccount(long index, Parents what, Parents who, ValueSink sink) {
    long about = what.parentOf(index);
    long account = Parents.NONE;
    if (about != Parents.NONE) {
      account = accountOf(what.spaces()[what.slotOf(index)], about);
    } else if (who.parentOf(index) != Parents.NONE && isIn(who, index, samples.space("Contact"))) {
      account = samples.parentOf("Contact", "AccountId", who.parentOf(index));
    }
    if (account == Parents.NONE) {
      sink.empty();
    } else {
      sink.id(samples.space("Account"), account);
    }
  }

  private long accountOf(IdSpace space, long about) {
    if (space.equals(samples.space("Account"))) {
      return about;
    }
    Optional<String> kind =
        object.requireField("WhatId").referenceTo().stream()
            .filter(name -> samples.schema().object(name).isPresent())
            .filter(name -> samples.space(name).equals(space))
            .filter(
                name -> samples.schema().object(name).orElseThrow().field("AccountId").isPresent())
            .findFirst();
    return kind.map(name -> samples.parentOf(name, "AccountId", about)).orElse(Parents.NONE);
  }

  /** Events begin on the half hour and last for one to four of them. */
  void planTimes(NumberColumns.DayColumn days, long salt) {
    Column start = (index, sink) -> sink.datetime(start(days, salt, index));
    Column end =
        (index, sink) -> sink.datetime(start(days, salt, index) + minutes(salt, index) * 60);
    Column endDay =
        (index, sink) -> sink.date((start(days, salt, index) + minutes(salt, index) * 60) / DAY);
    set("StartDateTime", start);
    set("ActivityDateTime", start);
    set("ActivityDate", days);
    set("EndDateTime", end);
    set("EndDate", endDay);
    set("DurationInMinutes", (index, sink) -> sink.integer(minutes(salt, index)));
  }

  private static long start(NumberColumns.DayColumn days, long salt, long index) {
    long halfHours = Draw.below(Draw.bits(index, salt), DAY / HALF_HOUR);
    return days.epochDay(index) * DAY + halfHours * HALF_HOUR;
  }

  private static long minutes(long salt, long index) {
    return 30 + 30 * Draw.below(Draw.bits(index, ~salt), 4);
  }
}
