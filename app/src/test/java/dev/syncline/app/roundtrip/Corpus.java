package dev.syncline.app.roundtrip;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** At least 400 values over every type, each with what makes it hard to carry. */
final class Corpus {
  /** One value of one field, as a JSON request would hold it. */
  record Sample(String field, Object value) {}

  private static final List<String> TEXTS =
      List.of(
          "a",
          "plain words",
          "0",
          "00123",
          "1e5",
          "-1",
          "+1",
          "=1+1",
          "@SUM(A1)",
          "true",
          "null",
          "NULL",
          "\\N",
          "\\\\N",
          "\\.",
          "#N/A",
          "#N/A ",
          "NaN",
          "Infinity",
          "'",
          "''",
          "\"",
          "\"\"",
          "say \"hi\", he said",
          "a,b;c|d\te",
          "back\\slash \\n \\t \\0",
          "percent % under_score",
          "{\"json\": [1, 2]}",
          "<b>bold</b> & <script>alert(1)</script>",
          "; DROP TABLE corpus; --",
          "${env:HOME} ${file:/etc/passwd}",
          "%s %d %n",
          "ÄÖÜ äöü ß",
          "naïve café",
          "e\u0301 combining",
          "\u0130\u0131 dotted",
          "\uD83D\uDE00 face",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 family",
          "\uD834\uDD1E clef",
          "\uDBFF\uDFFD last plane",
          "\u05E9\u05DC\u05D5\u05DD right to left",
          "\u202Eoverride\u202C",
          "\u4E2D\u6587 \u65E5\u672C\u8A9E \uD55C\uAD6D\uC5B4",
          "\u0E44\u0E17\u0E22",
          "zero\u200Bwidth",
          "no\u00A0break",
          "line\u2028separator",
          "para\u2029separator",
          "mark\uFEFFinside",
          "replaced \uFFFD",
          "x".repeat(255),
          "\u00FC".repeat(255),
          "2026-01-01",
          "2026-01-01T00:00:00Z",
          "001000000000001AAA",
          "a  b   c");

  private static final List<String> LINES =
      List.of(
          "two\nlines",
          "two\r\nlines",
          "old\rmac",
          "tab\tinside",
          "quote \"\nacross\" lines",
          "\"starts and ends\"",
          "ends with backslash\\",
          "a\n\n\nb",
          "comma,\nquote\"\nend",
          "bell\u0007inside",
          "unit\u001Fseparator",
          "vertical\u000Btab form\ffeed");

  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "7", "10", "100", "-100", "12345", "99999", "-99999", "1000000");

  private Corpus() {}

  /** All samples, each for a record of its own. */
  static List<Sample> samples() {
    var samples = new ArrayList<Sample>();
    for (String field : List.of("Text__c", "Area__c", "Long__c", "Rich__c")) {
      TEXTS.forEach(text -> samples.add(new Sample(field, text)));
    }
    TEXTS.stream()
        .filter(text -> text.length() <= 80)
        .forEach(text -> samples.add(new Sample("Name", text)));
    for (String field : List.of("Area__c", "Long__c")) {
      LINES.forEach(text -> samples.add(new Sample(field, text)));
    }
    Stream.of(1_000, 4_001, 32_000, 131_072)
        .forEach(n -> samples.add(new Sample("Long__c", "L\u00F6ng ".repeat(n / 5))));
    numbers().forEach((field, texts) -> texts.forEach(t -> samples.add(number(field, t))));
    values().forEach((field, texts) -> texts.forEach(t -> samples.add(new Sample(field, t))));
    samples.add(new Sample("Flag__c", true));
    samples.add(new Sample("Flag__c", false));
    return samples;
  }

  private static Sample number(String field, String text) {
    return new Sample(field, new BigDecimal(text));
  }

  private static Map<String, List<String>> numbers() {
    return Map.of(
        "Whole__c",
        with("999999999999999999", "-999999999999999999", "9007199254740993", "123456789012345678"),
        "Fine__c",
        with(
            "0.00000001", "-0.00000001", "1234567890.12345678", "0.1", "0.3", "2.50", "1.10000000"),
        "Money__c",
        with("0.01", "-0.01", "9999999999999999.99", "0.10", "1.5", "90071992547409.93"),
        "Share__c",
        List.of("0", "1", "-1", "99.99", "-99.99", "0.01", "50", "33.33", "999.99"),
        "Count__c",
        List.of("0", "1", "-1", "2147483", "-2147483", "999999999", "-999999999"),
        "Place__Latitude__s",
        List.of("0", "90", "-90", "47.3768866", "-33.8688197", "0.0000001"),
        "Place__Longitude__s",
        List.of("0", "180", "-180", "8.5416940", "151.2092955", "-0.0000001"));
  }

  private static List<String> with(String... more) {
    var all = new ArrayList<>(NUMBERS);
    all.addAll(List.of(more));
    return all;
  }

  private static Map<String, List<String>> values() {
    return Map.of(
        "Day__c",
        List.of(
                "1700-01-01",
                "1752-09-14",
                "1582-10-15",
                "1899-12-31",
                "1900-01-01",
                "1969-12-31",
                "1970-01-01",
                "1999-12-31",
                "2000-02-29",
                "2024-02-29",
                "2026-03-29",
                "2038-01-19",
                "2038-01-20",
                "2100-02-28",
                "3999-12-31",
                "4000-12-31")
            .stream()
            .filter(d -> !d.startsWith("1582"))
            .toList(),
        "Moment__c",
        List.of(
            "1700-01-01T00:00:00Z",
            "1883-11-18T12:00:00Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "2001-09-09T01:46:40Z",
            "2016-12-31T23:59:59Z",
            "2026-03-29T00:59:59Z",
            "2026-03-29T01:00:00Z",
            "2026-03-29T02:30:00+01:00",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
            "2026-07-01T12:00:00+05:30",
            "2026-07-01T12:00:00-12:00",
            "2026-07-01T12:00:00+14:00",
            "2026-07-01T12:00:00.000Z",
            "2038-01-19T03:14:07Z",
            "2038-01-19T03:14:08Z",
            "2106-02-07T06:28:16Z",
            "3999-12-31T23:59:59Z",
            "4000-12-31T00:00:00Z"),
        "Clock__c",
        List.of(
            "00:00:00.000Z",
            "00:00:00.001Z",
            "00:00:01.000Z",
            "09:30:00.000Z",
            "12:34:56.789Z",
            "23:59:59.000Z",
            "23:59:59.999Z"),
        "Pick__c",
        List.of("One", "Zwei", "\u4E09", "Has, comma", "Has \"quote\"", "Not in the list"),
        "Multi__c",
        List.of("Red", "Red;Gr\u00FCn", "Red;Gr\u00FCn;\u84DD;With space", "With space"),
        "Mail__c",
        List.of("a@example.com", "first.last+tag@sub.example.org", "UPPER@EXAMPLE.COM"),
        "Phone__c",
        List.of("+41 44 123 45 67", "(415) 555-0100", "ext. 12", "00"),
        "Site__c",
        List.of(
            "https://example.com",
            "http://example.com/a?b=c&d=%20#e",
            "https://b\u00FCcher.example/"));
  }
}
