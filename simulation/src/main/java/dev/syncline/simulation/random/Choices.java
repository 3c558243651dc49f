package dev.syncline.simulation.random;

import dev.syncline.simulation.random.Kind.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is chosen by chance, for both sides. Values occur once, so that it is seen whose one is. */
final class Choices {
  private final RandomGenerator random;
  private long last;

  Choices(RandomGenerator random) {
    this.random = random;
  }

  RandomGenerator random() {
    return random;
  }

  /** Whether it is so, in so many cases of a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  Kind kind() {
    return chance(40) ? Kind.ACCOUNT : Kind.CONTACT;
  }

  /** A mark that nothing has had. */
  String mark(String maker) {
    return maker + ++last;
  }

  /** A value that nothing has had, or none. */
  String value(Attribute attribute) {
    boolean required = attribute.field().equals("Name") || attribute.field().equals("LastName");
    if (!required && chance(15)) {
      return "";
    }
    String next = Long.toString(++last);
    return attribute.isNumber() ? next : "v" + next;
  }

  /** Some attributes of a kind, at least one. */
  List<Attribute> attributes(Kind kind) {
    var some = new ArrayList<Attribute>();
    for (Attribute attribute : kind.attributes()) {
      if (chance(30)) {
        some.add(attribute);
      }
    }
    if (some.isEmpty()) {
      some.add(kind.attributes().get(random.nextInt(kind.attributes().size())));
    }
    return some;
  }

  /** Something of a kind, if there is anything. */
  Optional<State.Thing> thing(State state, Kind kind) {
    List<Mark> marks = state.marks(kind);
    return marks.isEmpty() ? Optional.empty() : state.find(marks.get(random.nextInt(marks.size())));
  }
}
