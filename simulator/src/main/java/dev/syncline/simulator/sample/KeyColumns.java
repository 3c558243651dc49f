package dev.syncline.simulator.sample;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;

/** Columns of unique values: each tells the index of its record. */
final class KeyColumns {
  private KeyColumns() {}

  /** A key column from its two directions. */
  private record Both(Column forward, ToLongFunction<Object> backward) implements Column.Key {
    @Override
    public void emit(long index, ValueSink sink) {
      forward.emit(index, sink);
    }

    @Override
    public long indexOf(Object value) {
      return backward.applyAsLong(value);
    }
  }

  static Column.Key sometimes(Column.Key key, Column.Emptiness emptiness) {
    return new Both(Column.sometimes(key, emptiness), key::indexOf);
  }

  /** A key whose first record has a value of its own. */
  static Column.Key exceptFirst(Column.Key key, String first) {
    byte[] utf8 = first.getBytes(StandardCharsets.UTF_8);
    return new Both(
        (index, sink) -> {
          if (index == 0) {
            sink.text(utf8);
          } else {
            key.emit(index, sink);
          }
        },
        value -> first.equalsIgnoreCase(value.toString()) ? 0 : key.indexOf(value));
  }

  /** A letter and a code of at most 7 characters, for nicknames and developer names. */
  static Column.Key nickname(char letter, int length, long salt) {
    var codes = new Codes(Math.min(7, Math.max(1, length - 1)), false, salt);
    return new Both(
        (index, sink) -> {
          sink.startText();
          sink.character(letter);
          codes.part(index % codes.size(), sink);
          sink.endText();
        },
        value -> value.toString().isEmpty() ? -1 : codes.indexOf(value.toString().substring(1)));
  }

  /**
   * A text such as {@code K-7Q0ZK3M1}. Where case counts, two neighbours share a code and differ in
   * the case of one last letter.
   *
   * @throws IllegalArgumentException if the text is too short for so many records
   */
  static Column.Key text(int length, boolean caseSensitive, long count, long salt) {
    int room = caseSensitive ? length - 1 : length;
    boolean headed = room >= 10;
    var codes = new Codes(headed ? room - 2 : room, true, salt);
    long needed = caseSensitive ? (count + 1) / 2 : count;
    if (room < 1 || needed > codes.size()) {
      throw new IllegalArgumentException(
          "a unique text of " + length + " characters cannot tell " + count + " records apart");
    }
    int head = headed ? 2 : 0;
    return new Both(
        (index, sink) -> {
          sink.startText();
          if (headed) {
            sink.character('K');
            sink.character('-');
          }
          codes.part(caseSensitive ? index >> 1 : index, sink);
          if (caseSensitive) {
            sink.character((index & 1) == 0 ? 'k' : 'K');
          }
          sink.endText();
        },
        value -> textIndex(value.toString(), head, caseSensitive, codes));
  }

  private static long textIndex(String text, int head, boolean caseSensitive, Codes codes) {
    int end = text.length() - (caseSensitive ? 1 : 0);
    if (end < head) {
      return -1;
    }
    long index = codes.indexOf(text.substring(head, end));
    if (index < 0 || !caseSensitive) {
      return index;
    }
    return 2 * index + (text.endsWith("K") ? 1 : 0);
  }

  /** A whole number of at most 12 digits. */
  static Column.Key number(int digits, long count, long salt) {
    long size = DigitParts.power(Math.min(12, digits));
    if (digits < 1 || count > size) {
      throw new IllegalArgumentException(
          "a unique number of " + digits + " digits cannot tell " + count + " records apart");
    }
    var shuffle = new Permutation(size, salt);
    return new Both(
        (index, sink) -> sink.number(shuffle.apply(index), 0),
        value -> {
          if (!(value instanceof BigDecimal decimal)
              || decimal.signum() < 0
              || decimal.compareTo(BigDecimal.valueOf(size)) >= 0
              || decimal.stripTrailingZeros().scale() > 0) {
            return -1;
          }
          return shuffle.invert(decimal.longValueExact());
        });
  }

  /** An auto-number: the record's running number plus one in the field's format. */
  static Column.Key autoNumber(AutoNumberFormat format) {
    return new Both(
        (index, sink) -> format.emit(index + 1, sink), value -> format.parse(value.toString()) - 1);
  }

  /** A mail address such as {@code jane.doe.3f9k@example.com}. */
  static Column.Key email(People people, int length, long salt) {
    var codes = new Codes(5, false, salt);
    boolean named = length >= 80;
    return new Both(
        (index, sink) -> {
          long bits = Draw.bits(index, salt);
          sink.startText();
          if (named) {
            people.firstAscii(index, sink);
            sink.character('.');
            people.lastAscii(index, sink);
          } else {
            sink.character('p');
          }
          sink.character('.');
          codes.part(index, sink);
          sink.character('@');
          sink.part(TextColumns.pick(Vocabulary.DOMAINS, bits).utf8());
          sink.endText();
        },
        value -> emailIndex(value.toString(), codes));
  }

  private static long emailIndex(String address, Codes codes) {
    int at = address.indexOf('@');
    int dot = at < 0 ? -1 : address.lastIndexOf('.', at);
    if (dot < 0) {
      return -1;
    }
    return codes.indexOf(address.substring(dot + 1, at));
  }
}
