package dev.syncline.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * One value of a field or a column. {@link Null} says that the value is empty on its side; a value
 * that was not read or is not to be written does not appear at all. Salesforce has no empty text,
 * so {@code Text("")} only ever comes from a database.
 */
public sealed interface Value {
  /** The one null value, to save an allocation per empty field. */
  Null NULL = new Null();

  /** Empty: Salesforce null, SQL NULL. */
  record Null() implements Value {}

  /**
   * Characters, also of pick-lists, multi-select pick-lists (joined by {@code ;}), e-mails, ids.
   */
  record Text(String text) implements Value {}

  /** Yes or no. */
  record Bool(boolean truth) implements Value {}

  /** A number of any size, exact. Equality is by number: {@code 1.0} equals {@code 1.00}. */
  record Numeric(BigDecimal number) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Numeric that && number.compareTo(that.number) == 0;
    }

    @Override
    public int hashCode() {
      return number.stripTrailingZeros().hashCode();
    }
  }

  /** A day without a time or a zone. */
  record Day(LocalDate date) implements Value {}

  /** A moment on the time line. Salesforce keeps whole seconds, databases may keep more. */
  record Moment(Instant instant) implements Value {}

  /** A time of day without a zone. Salesforce keeps milliseconds. */
  record TimeOfDay(LocalTime time) implements Value {}

  /**
   * A compound read as a whole (address, geolocation): its components by name in the order in which
   * Salesforce documents them. Components that are empty are left out.
   */
  record Compound(List<Component> components) implements Value {
    public Compound {
      components = List.copyOf(components);
    }
  }

  /** One component of a compound value. */
  record Component(String name, Value value) {}
}
