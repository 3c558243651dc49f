package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.tree.Literal;
import dev.syncline.simulator.soql.tree.RangeName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Reads literals. */
final class LiteralParser {
  /**
   * SOQL and SOSL Reference, date formats: offsets are {@code Z}, {@code +hh:mm}, {@code -hh:mm}.
   */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter CLOCK =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  private static final int MAX_NUMBER_CHARACTERS = 100;

  private final TokenStream stream;

  LiteralParser(TokenStream stream) {
    this.stream = stream;
  }

  Literal parse() {
    Token token = stream.peek();
    return switch (token.kind()) {
      case TEXT -> new TextReader(stream, stream.take()).read();
      case QUANTITY -> quantity(token);
      case WORD -> word(token);
      case SIGN ->
          throw token.isSign(":")
              ? stream.malformed(token.at(), "Bind variables only allowed in Apex code")
              : stream.unexpected();
      case END -> throw stream.unexpected();
    };
  }

  private Literal quantity(Token token) {
    Literal literal =
        number(token.text())
            .<Literal>map(n -> new Literal.Number(n, token.at()))
            .or(() -> temporal(token))
            .orElseThrow(stream::unexpected);
    stream.take();
    return literal;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      if (text.length() > MAX_NUMBER_CHARACTERS || text.endsWith("d") || text.endsWith("D")) {
        return Optional.empty();
      }
      var number = new BigDecimal(text);
      // An exponent beyond a double's range would make huge numbers of a few characters.
      return Math.abs((long) number.scale()) > 400 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Optional<Literal> temporal(Token token) {
    String text = token.text();
    try {
      if (text.indexOf('T') > 0 || text.indexOf('t') > 0) {
        return Optional.of(
            new Literal.Moment(OffsetDateTime.parse(text, MOMENT).toInstant(), token.at()));
      }
      if (text.indexOf(':') > 0) {
        return Optional.of(new Literal.Clock(LocalTime.parse(text, CLOCK), token.at()));
      }
      return Optional.of(new Literal.Day(LocalDate.parse(text), token.at()));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private Literal word(Token token) {
    if (token.isWord("NULL")) {
      stream.take();
      return new Literal.Null(token.at());
    }
    if (token.isWord("TRUE") || token.isWord("FALSE")) {
      stream.take();
      return new Literal.Truth(token.isWord("TRUE"), token.at());
    }
    Optional<RangeName> range = RangeName.named(token.text());
    if (range.isPresent()) {
      stream.take();
      return range(range.get(), token);
    }
    Literal money = money(token).orElseThrow(stream::unexpected);
    stream.take();
    return money;
  }

  private Literal range(RangeName name, Token token) {
    if (!name.counted()) {
      return new Literal.NamedRange(name, 1, token.at());
    }
    if (!stream.takeSign(":")) {
      throw stream.malformed(
          stream.peek().at(), "expecting a colon, found '" + stream.peek().text() + "'");
    }
    int count =
        number(stream.peek().text())
            .filter(n -> n.scale() == 0 && n.signum() >= 0 && n.precision() <= 4)
            .orElseThrow(stream::unexpected)
            .intValueExact();
    stream.take();
    return new Literal.NamedRange(name, count, token.at());
  }

  private static Optional<Literal> money(Token token) {
    String text = token.text();
    boolean currency =
        text.length() > 3 && text.substring(0, 3).chars().allMatch(Character::isLetter);
    if (!currency) {
      return Optional.empty();
    }
    return number(text.substring(3))
        .map(n -> new Literal.Money(text.substring(0, 3).toUpperCase(Locale.ROOT), n, token.at()));
  }
}
