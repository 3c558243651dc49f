package dev.syncline.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A person of the proof of matching, whom one side or both know once or twice. The two sides write
 * the e-mail address in their own ways.
 *
 * @param number no other person has it
 */
record MatchPerson(int number, Kind kind) {
  /** So many rows, and so many records, the persons of one round of kinds have. */
  static final int ROUND = 100;

  /** How often a side has a person, or sets it aside. */
  record Sides(int rows, int records) {
    Sides plus(Sides other) {
      return new Sides(rows + other.rows, records + other.records);
    }

    Sides times(int times) {
      return new Sides(rows * times, records * times);
    }
  }

  /** What both sides know of a person, and what must become of it. */
  enum Kind {
    /** One row and one record that are the same. */
    SAME(80, new Sides(1, 1), new Sides(1, 1), new Sides(0, 0)),
    TWO_ROWS(2, new Sides(2, 1), new Sides(2, 1), new Sides(2, 1)),
    TWO_RECORDS(2, new Sides(1, 2), new Sides(1, 2), new Sides(1, 2)),
    TWO_OF_EACH(1, new Sides(2, 2), new Sides(2, 2), new Sides(2, 2)),
    /** The other side has nobody: one is made for the first, the second is set aside. */
    TWO_HERE(1, new Sides(2, 0), new Sides(2, 1), new Sides(1, 0)),
    TWO_THERE(1, new Sides(0, 2), new Sides(1, 2), new Sides(0, 1)),
    ONLY_HERE(9, new Sides(1, 0), new Sides(1, 1), new Sides(0, 0)),
    ONLY_THERE(9, new Sides(0, 1), new Sides(1, 1), new Sides(0, 0)),
    /** Without an e-mail address nobody is the same as anybody. */
    NAMELESS_HERE(1, new Sides(1, 0), new Sides(1, 1), new Sides(0, 0)),
    NAMELESS_THERE(1, new Sides(0, 1), new Sides(1, 1), new Sides(0, 0));

    /** How many persons of a round are of the kind. */
    final int share;

    final Sides before;
    final Sides after;
    final Sides parked;

    Kind(int share, Sides before, Sides after, Sides parked) {
      this.share = share;
      this.before = before;
      this.after = after;
      this.parked = parked;
    }

    boolean hasEmail() {
      return this != NAMELESS_HERE && this != NAMELESS_THERE;
    }

    /** Whether both sides know the person, and one of them knows it twice. */
    boolean isAmbiguous() {
      return this == TWO_ROWS || this == TWO_RECORDS || this == TWO_OF_EACH;
    }

    /** Whether a row and a record are one in the end. */
    boolean isLinked() {
      return !isAmbiguous();
    }

    /** Why some are set aside. */
    String code() {
      return isAmbiguous() ? "MATCH-AMBIGUOUS" : "MATCH-TAKEN";
    }
  }

  /** Persons with as many rows, and as many records, as are wanted: a multiple of a round's. */
  static List<MatchPerson> rounds(int rows) {
    if (rows <= 0 || rows % ROUND != 0) {
      throw new IllegalArgumentException("Say a multiple of " + ROUND);
    }
    List<MatchPerson> persons = new ArrayList<>();
    for (int round = 0; round < rows / ROUND; round++) {
      for (Kind kind : Kind.values()) {
        for (int i = 0; i < kind.share; i++) {
          persons.add(new MatchPerson(persons.size(), kind));
        }
      }
    }
    return persons;
  }

  /** The name that both sides have, by which a person is known for certain. */
  String name() {
    return "Person " + number;
  }

  /** The number of the person of a name. */
  static int number(String name) {
    return Integer.parseInt(name.substring(name.indexOf(' ') + 1));
  }

  /** The address as rows hold it; empty if there is none. */
  String emailInRow() {
    if (!kind.hasEmail()) {
      return "";
    }
    String blanks = " ".repeat(number % 3);
    return blanks + "PERSON" + number + "@Example.com" + " ".repeat(number % 2);
  }

  /** The address as records hold it; empty if there is none. */
  String emailInRecord() {
    if (!kind.hasEmail()) {
      return "";
    }
    return (number % 2 == 0 ? "person" : "Person") + number + "@example.COM";
  }
}
