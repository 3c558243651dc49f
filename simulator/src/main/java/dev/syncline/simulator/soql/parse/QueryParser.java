package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.tree.Condition;
import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.GroupBy;
import dev.syncline.simulator.soql.tree.OrderBy;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.Query;
import dev.syncline.simulator.soql.tree.SelectItem;
import dev.syncline.simulator.soql.tree.Source;
import dev.syncline.simulator.soql.tree.SourceText;
import dev.syncline.simulator.soql.tree.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a statement: the grammar's top. */
public final class QueryParser {
  /** REST API Developer Guide, query: a statement has at most 100,000 characters. */
  private static final int MAX_CHARACTERS = 100_000;

  /** Deeper nesting than is legal, so that the checker can say what is wrong with it. */
  private static final int MAX_DEPTH = 8;

  /** SOQL and SOSL Reference, alias notation: what no alias can be; and what begins a clause. */
  private static final Set<String> RESERVED =
      Set.of(
          ("ALL AND ASC DESC EXCLUDES FIRST FOR FROM GROUP HAVING IN INCLUDES LAST LIKE LIMIT"
                  + " NOT NULL NULLS OFFSET OR ORDER SELECT UPDATE USING WHERE WITH")
              .split(" "));

  private static final Set<String> MODES = Set.of("SECURITY_ENFORCED", "USER_MODE", "SYSTEM_MODE");

  private final TokenStream stream;
  private int depth;

  private QueryParser(TokenStream stream) {
    this.stream = stream;
  }

  /**
   * The tree of a statement.
   *
   * @throws dev.syncline.simulator.soql.api.SoqlException MALFORMED_QUERY at the first token that
   *     does not fit
   */
  public static Query parse(SourceText source) {
    if (source.text().isBlank()) {
      throw source.refuseWhole(
          ErrorCode.MALFORMED_QUERY, "SOQL statements cannot be empty or null");
    }
    if (source.text().length() > MAX_CHARACTERS) {
      throw source.refuseWhole(
          ErrorCode.MALFORMED_QUERY,
          "SOQL statements cannot be longer than " + MAX_CHARACTERS + " characters.");
    }
    var parser = new QueryParser(new TokenStream(source));
    Query query = parser.query(false);
    if (parser.stream.peek().kind() != Token.Kind.END) {
      throw parser.stream.unexpected();
    }
    return query;
  }

  /** A child subquery; the brackets are the caller's. */
  Query childQuery() {
    return query(false);
  }

  /** The query inside IN; it has neither grouping nor order nor bounds. */
  Query semiJoin() {
    return query(true);
  }

  /**
   * A query.
   *
   * @param bare whether it must end with its WHERE
   */
  private Query query(boolean bare) {
    if (++depth > MAX_DEPTH) {
      throw stream.unexpected();
    }
    int at = stream.peek().at();
    stream.expectWords("SELECT");
    List<SelectItem> select = new SelectParser(stream, this).parse();
    stream.expectWords("FROM");
    Source source = source();
    Condition where = stream.takeWord("WHERE") ? new ConditionParser(stream, this).parse() : null;
    with();
    if (bare && !stream.peek().isSign(")")) {
      throw stream.malformed(stream.peek().at(), "missing value at '" + stream.peek().text() + "'");
    }
    GroupBy groupBy = groupBy();
    List<OrderBy> orderBy = orderBy();
    Window window = window();
    trailing();
    depth--;
    return new Query(select, source, where, groupBy, orderBy, window, at);
  }

  private Source source() {
    Path path = stream.expectPath();
    String alias = alias();
    var more = new ArrayList<Source.ParentAlias>();
    while (stream.takeSign(",")) {
      Path parent = stream.expectPath();
      String parentAlias = alias();
      more.add(new Source.ParentAlias(parent, parentAlias == null ? parent.field() : parentAlias));
    }
    Source.Scope scope = null;
    if (stream.takeWord("USING")) {
      stream.expectWords("SCOPE");
      int at = stream.peek().at();
      scope = new Source.Scope(stream.expectName(), at);
    }
    return new Source(path, alias, more, scope);
  }

  private @Nullable String alias() {
    stream.takeWord("AS");
    Token token = stream.peek();
    boolean named =
        token.kind() == Token.Kind.WORD
            && !RESERVED.contains(token.text().toUpperCase(Locale.ROOT));
    return named ? stream.expectName() : null;
  }

  private void with() {
    while (stream.takeWord("WITH")) {
      String mode = stream.peek().text().toUpperCase(Locale.ROOT);
      if (!MODES.contains(mode)) {
        throw stream.unexpected();
      }
      stream.take();
    }
  }

  private @Nullable GroupBy groupBy() {
    int at = stream.peek().at();
    if (!stream.takeWord("GROUP")) {
      return null;
    }
    stream.expectWords("BY");
    GroupBy.Mode mode = GroupBy.Mode.PLAIN;
    if (stream.peekSecond().isSign("(")) {
      mode = mode(stream.peek());
    }
    if (mode != GroupBy.Mode.PLAIN) {
      stream.take();
      stream.expectSign("(");
    }
    var keys = new ArrayList<Expression>();
    do {
      keys.add(new ExpressionParser(stream).parse());
    } while (stream.takeSign(","));
    if (mode != GroupBy.Mode.PLAIN) {
      stream.expectSign(")");
    }
    Condition having = stream.takeWord("HAVING") ? new ConditionParser(stream, this).parse() : null;
    return new GroupBy(mode, keys, having, at);
  }

  private static GroupBy.Mode mode(Token token) {
    if (token.isWord("ROLLUP")) {
      return GroupBy.Mode.ROLLUP;
    }
    return token.isWord("CUBE") ? GroupBy.Mode.CUBE : GroupBy.Mode.PLAIN;
  }

  private List<OrderBy> orderBy() {
    var keys = new ArrayList<OrderBy>();
    if (!stream.takeWord("ORDER")) {
      return keys;
    }
    stream.expectWords("BY");
    do {
      Expression expression = new ExpressionParser(stream).parse();
      boolean descending = stream.takeWord("DESC");
      if (!descending) {
        stream.takeWord("ASC");
      }
      keys.add(new OrderBy(expression, descending, nullsFirst()));
    } while (stream.takeSign(","));
    return keys;
  }

  private boolean nullsFirst() {
    if (!stream.takeWord("NULLS")) {
      return true;
    }
    if (stream.takeWord("FIRST")) {
      return true;
    }
    stream.expectWords("LAST");
    return false;
  }

  private Window window() {
    Window.Bound limit = bound("LIMIT");
    return new Window(limit, bound("OFFSET"));
  }

  private Window.@Nullable Bound bound(String word) {
    if (!stream.takeWord(word)) {
      return null;
    }
    Token token = stream.peek();
    boolean whole =
        token.kind() == Token.Kind.QUANTITY
            && token.text().length() <= 18
            && token.text().chars().allMatch(c -> c >= '0' && c <= '9');
    if (!whole) {
      throw token.isSign(":")
          ? stream.malformed(token.at(), "Bind variables only allowed in Apex code")
          : stream.unexpected();
    }
    stream.take();
    return new Window.Bound(Long.parseLong(token.text()), token.at());
  }

  private void trailing() {
    while (stream.takeWord("FOR")) {
      boolean known =
          stream.takeWord("VIEW") || stream.takeWord("REFERENCE") || stream.takeWord("UPDATE");
      if (!known) {
        throw stream.unexpected();
      }
    }
    if (stream.takeWord("UPDATE")) {
      do {
        if (!stream.takeWord("TRACKING") && !stream.takeWord("VIEWSTAT")) {
          throw stream.unexpected();
        }
      } while (stream.takeSign(","));
    }
    if (stream.peek().isWord("ALL")) {
      throw stream.unexpected();
    }
  }
}
