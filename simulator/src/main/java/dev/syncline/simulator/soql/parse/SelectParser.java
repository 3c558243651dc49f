package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.SelectItem;
import java.util.ArrayList;
import java.util.List;

/** Reads the items between SELECT and FROM. */
final class SelectParser {
  private final TokenStream stream;
  private final QueryParser queries;

  SelectParser(TokenStream stream, QueryParser queries) {
    this.stream = stream;
    this.queries = queries;
  }

  List<SelectItem> parse() {
    var items = new ArrayList<SelectItem>();
    do {
      items.add(item());
    } while (stream.takeSign(","));
    return items;
  }

  private SelectItem item() {
    Token token = stream.peek();
    if (token.isWord("FROM")) {
      throw stream.unexpected();
    }
    if (stream.takeSign("(")) {
      var children = new SelectItem.Children(queries.childQuery(), token.at());
      stream.expectSign(")");
      return children;
    }
    if (token.isWord("TYPEOF") && stream.peekSecond().kind() == Token.Kind.WORD) {
      return typeOf();
    }
    Expression expression = new ExpressionParser(stream).parse();
    boolean aliased = stream.peek().kind() == Token.Kind.WORD && !stream.peek().isWord("FROM");
    return new SelectItem.Value(expression, aliased ? stream.expectName() : null, token.at());
  }

  private SelectItem typeOf() {
    int at = stream.take().at();
    Path relationship = stream.expectPath();
    var branches = new ArrayList<SelectItem.When>();
    while (stream.takeWord("WHEN")) {
      int branchAt = stream.peek().at();
      String object = stream.expectName();
      stream.expectWords("THEN");
      branches.add(new SelectItem.When(object, paths(), branchAt));
    }
    if (branches.isEmpty()) {
      throw stream.unexpected();
    }
    List<Path> otherwise = stream.takeWord("ELSE") ? paths() : List.of();
    if (!stream.takeWord("END")) {
      throw stream.malformed(stream.peek().at(), "Missing 'END' at '" + stream.peek().text() + "'");
    }
    return new SelectItem.TypeOf(relationship, branches, otherwise, at);
  }

  private List<Path> paths() {
    var paths = new ArrayList<Path>();
    do {
      paths.add(stream.expectPath());
    } while (stream.takeSign(","));
    return paths;
  }
}
