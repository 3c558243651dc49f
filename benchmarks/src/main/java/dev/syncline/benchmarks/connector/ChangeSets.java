package dev.syncline.benchmarks.connector;

import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Random change sets: each field is left alone, emptied, given an empty text, or given a value that
 * is hard to carry. One seed, the same sets.
 */
final class ChangeSets {
  /** The object that they are for. */
  static final String SCHEMA =
      """
      objects:
        Proof__c:
          label: Proof
          plural: Proofs
          name: {type: autonumber, label: Number, format: "P-{0}"}
          fields:
            Key__c: {type: text, length: 80, externalId: true, unique: true}
            Text__c: {type: text, length: 255}
            Area__c: {type: textarea}
            Long__c: {type: longtextarea, length: 131072}
            Whole__c: {type: number, precision: 18, scale: 0}
            Fine__c: {type: number, precision: 18, scale: 8}
            Money__c: {type: currency, precision: 18, scale: 2}
            Share__c: {type: percent, precision: 5, scale: 2}
            Flag__c: {type: checkbox}
            Day__c: {type: date}
            Moment__c: {type: datetime}
            Clock__c: {type: time}
            Pick__c: {type: picklist, values: [One, Zwei, "三", "Has, comma", 'Has "quote"']}
            Multi__c: {type: multipicklist, values: [Red, Grün, "蓝", "With space"]}
            Mail__c: {type: email}
            Phone__c: {type: phone}
            Site__c: {type: url}
      """;

  static final List<String> FIELDS =
      List.of(
          "Text__c",
          "Area__c",
          "Long__c",
          "Whole__c",
          "Fine__c",
          "Money__c",
          "Share__c",
          "Flag__c",
          "Day__c",
          "Moment__c",
          "Clock__c",
          "Pick__c",
          "Multi__c",
          "Mail__c",
          "Phone__c",
          "Site__c");

  private static final List<String> TEXTS =
      List.of(
          "#N/A",
          " #N/A ",
          "#n/a",
          "null",
          "NULL",
          "\\N",
          "0012",
          "=1+1",
          "a,b;c|d\te",
          "say \"hi\", he said",
          "\"",
          "'",
          "back\\slash \\n",
          "ÄÖÜ äöü ß",
          "e\u0301 combining",
          "\uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69",
          "\uDBFF\uDFFD",
          "\u05E9\u05DC\u05D5\u05DD",
          "\u4E2D\u6587",
          "no\u00A0break",
          "mark\uFEFFinside",
          "<b>&amp;</b>",
          "2026-01-01T00:00:00Z",
          "true");

  private static final List<String> LINES =
      List.of("two\nlines", "quote \"\nacross\" lines", "a\n\n\nb", "comma,\nquote\"\nend");

  private static final List<String> ZONES =
      List.of("UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "Europe/Berlin");

  private final Random random;

  ChangeSets(long seed) {
    this.random = new Random(seed);
  }

  /** The next set; never without a field. */
  List<FieldWrite> next() {
    List<FieldWrite> fields = new ArrayList<>();
    for (String field : FIELDS) {
      int kind = random.nextInt(6);
      if (kind == 0 && !field.equals("Flag__c")) {
        fields.add(plain(field, Value.NULL));
      } else if (kind >= 3) {
        fields.add(plain(field, value(field)));
      }
    }
    return fields.isEmpty() ? List.of(plain("Text__c", Value.NULL)) : fields;
  }

  private static FieldWrite plain(String field, Value value) {
    return new FieldWrite.Plain(new FieldName(field), value);
  }

  private Value value(String field) {
    return switch (field) {
      case "Text__c", "Area__c" -> text(TEXTS);
      case "Long__c" -> random.nextBoolean() ? text(LINES) : text(TEXTS);
      case "Whole__c" -> number(18, 0);
      case "Fine__c" -> number(18, 8);
      case "Money__c" -> number(18, 2);
      case "Share__c" -> number(5, 2);
      case "Flag__c" -> new Value.Bool(random.nextBoolean());
      case "Day__c" -> new Value.Day(LocalDate.of(1700, 1, 2).plusDays(random.nextInt(800_000)));
      case "Moment__c" -> moment();
      case "Clock__c" -> new Value.TimeOfDay(LocalTime.ofSecondOfDay(random.nextInt(86_400)));
      case "Pick__c" -> text(List.of("One", "Zwei", "三", "Has, comma", "Has \"quote\""));
      case "Multi__c" -> multi();
      case "Mail__c" -> text(List.of("a.b+c@example.com", "x_y@sub.example.org"));
      case "Phone__c" -> text(List.of("+49 (30) 123-45", "112"));
      default -> text(List.of("https://example.com/?a=1&b=%20#x", "example.org"));
    };
  }

  /** One in ten is the empty text. */
  private Value text(List<String> texts) {
    return new Value.Text(random.nextInt(10) == 0 ? "" : texts.get(random.nextInt(texts.size())));
  }

  private Value number(int precision, int scale) {
    BigInteger digits = BigInteger.TEN.pow(1 + random.nextInt(precision)).subtract(BigInteger.ONE);
    BigInteger unscaled = new BigInteger(digits.bitLength(), random).min(digits);
    BigDecimal number = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    return new Value.Numeric(random.nextBoolean() ? number.stripTrailingZeros() : number);
  }

  /** A moment as the clocks of some place show it, also in the hours that change. */
  private Value moment() {
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    LocalDate day =
        random.nextBoolean()
            ? LocalDate.of(2026, random.nextBoolean() ? 3 : 10, 22 + random.nextInt(10))
            : LocalDate.of(1971, 1, 1).plusDays(random.nextInt(40_000));
    Instant at = ZonedDateTime.of(day, LocalTime.of(random.nextInt(24), 30), zone).toInstant();
    return new Value.Moment(at.plusMillis(random.nextInt(60_000)));
  }

  private Value multi() {
    String chosen =
        List.of("Red", "Grün", "蓝", "With space").stream()
            .filter(_ -> random.nextBoolean())
            .collect(Collectors.joining(";"));
    return new Value.Text(chosen);
  }
}
