package dev.syncline.model;

/** What a column can hold, in words that PostgreSQL and MariaDB share. */
public sealed interface ColumnType {
  /** Text of at most so many Unicode characters. */
  record Varchar(int maxCharacters) implements ColumnType {
    public Varchar {
      if (maxCharacters < 1) {
        throw new IllegalArgumentException("A text column holds at least one character");
      }
    }
  }

  /** Text without a practical bound (PostgreSQL text, MariaDB longtext). */
  record LongText() implements ColumnType {}

  /** Yes or no. */
  record Truth() implements ColumnType {}

  /** A whole number of 16, 32 or 64 bits. */
  record Whole(int bits) implements ColumnType {}

  /** An exact number; 0 digits means that the database sets no bound (PostgreSQL numeric). */
  record Decimal(int precision, int scale) implements ColumnType {
    /** Whether the database sets no bound to the digits. */
    public boolean unbounded() {
      return precision == 0;
    }
  }

  /** A binary floating-point number, which cannot hold every decimal exactly. */
  record Floating(int bits) implements ColumnType {}

  /** A day. */
  record Date() implements ColumnType {}

  /**
   * A moment. With a zone the database stores the moment itself; without one Syncline writes UTC.
   *
   * @param fractionDigits the digits of a second that are kept, 0 to 6
   */
  record Timestamp(boolean withZone, int fractionDigits) implements ColumnType {}

  /** A time of day, with this many digits of a second, 0 to 6. */
  record TimeOfDay(int fractionDigits) implements ColumnType {}

  /** A UUID. */
  record Uuid() implements ColumnType {}

  /** A JSON document. */
  record Json() implements ColumnType {}

  /** A list of texts (PostgreSQL {@code text[]}); its values travel as JSON text. */
  record TextArray() implements ColumnType {}

  /** A type that Syncline does not write, by the name that the database gives it. */
  record Other(String name) implements ColumnType {}
}
