package dev.syncline.simulator.sample;

/** Columns of names of companies and deals, web addresses and choices of several values. */
final class CompanyColumns {
  private static final byte[] SPACE = {' '};
  private static final byte[] HTTPS = TextColumns.bytes("https://www.");
  private static final byte[] DOMAIN = TextColumns.bytes(".example/");
  private static final byte[] QUERY = TextColumns.bytes("?a=1&b=%C3%A9");

  private CompanyColumns() {}

  private static int longestCompany() {
    return 2
        + Vocabulary.longest(Vocabulary.COMPANY_STEMS)
        + Vocabulary.longest(Vocabulary.COMPANY_TRADES)
        + Vocabulary.longest(Vocabulary.COMPANY_FORMS);
  }

  /** A name such as {@code Acme Foods GmbH}. */
  static Column company(int length, long salt) {
    if (length < longestCompany()) {
      return TextColumns.oneOf(Vocabulary.COMPANY_STEMS, length, salt);
    }
    return (index, sink) -> {
      sink.startText();
      companyPart(Draw.bits(index, salt), sink);
      sink.endText();
    };
  }

  private static void companyPart(long draw, ValueSink sink) {
    sink.part(TextColumns.pick(Vocabulary.COMPANY_STEMS, draw).utf8());
    sink.part(SPACE);
    long bits = Draw.next(draw);
    sink.part(TextColumns.pick(Vocabulary.COMPANY_TRADES, bits).utf8());
    bits = Draw.next(bits);
    if (Draw.chance(bits, 70)) {
      sink.part(SPACE);
      sink.part(TextColumns.pick(Vocabulary.COMPANY_FORMS, Draw.mix(bits)).utf8());
    }
  }

  /** A name such as {@code Acme Foods GmbH - 250 Seats}. */
  static Column deal(int length, long salt) {
    if (length < longestCompany() + 14) {
      return TextColumns.line(length, salt);
    }
    byte[] seats = TextColumns.bytes(" Seats");
    byte[] dash = TextColumns.bytes(" - ");
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      sink.startText();
      companyPart(bits, sink);
      sink.part(dash);
      DigitParts.part(1 + Draw.below(Draw.mix(bits + 1), 9_999), 1, sink);
      sink.part(seats);
      sink.endText();
    };
  }

  /** An address such as {@code https://www.miller.example/4711}. */
  static Column url(People people, int length, long salt) {
    if (length < 60) {
      return TextColumns.digits(length, salt);
    }
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      sink.startText();
      sink.part(HTTPS);
      people.lastAscii(index, sink);
      sink.part(DOMAIN);
      DigitParts.part(Draw.below(bits, 100_000), 1, sink);
      if (Draw.chance(Draw.mix(bits), 10)) {
        sink.part(QUERY);
      }
      sink.endText();
    };
  }

  /** One to four values in their order, with semicolons between them. */
  static Column several(Word[] values, int length, long salt) {
    int longest = Vocabulary.longest(values);
    int most = Math.clamp((length + 1) / (longest + 1), 1, 4);
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      int wanted = 1 + (int) Draw.below(bits, most);
      int chosen = 0;
      sink.startText();
      for (int i = 0; i < values.length && chosen < wanted; i++) {
        bits = Draw.next(bits);
        int left = values.length - i;
        if (Draw.below(bits, left) < wanted - chosen) {
          if (chosen > 0) {
            sink.character(';');
          }
          sink.part(values[i].utf8());
          chosen++;
        }
      }
      sink.endText();
    };
  }
}
