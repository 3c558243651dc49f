package dev.syncline.simulator.sample;

/** One field of an object's generated records. Safe for all threads. */
@FunctionalInterface
interface Column {
  /** Hands the value of a record over. */
  void emit(long index, ValueSink sink);

  /** A column whose values tell which record they belong to. */
  interface Key extends Column {
    /** The only record that may carry this value; -1 when none can. To be verified. */
    long indexOf(Object value);
  }

  /** A column that never has a value: no record is found by one. */
  record Nothing() implements Key {
    @Override
    public void emit(long index, ValueSink sink) {
      sink.empty();
    }

    @Override
    public long indexOf(Object value) {
      return -1;
    }
  }

  /** A column that never has a value. */
  static Column empty() {
    return new Nothing();
  }

  /**
   * Which records have no value in a column.
   *
   * @param percent how many of a hundred
   */
  record Emptiness(int percent, long salt) {
    boolean at(long index) {
      return percent > 0 && Draw.chance(Draw.bits(index, ~salt), percent);
    }
  }

  /** A column that has no value where it is empty. */
  static Column sometimes(Column column, Emptiness emptiness) {
    if (emptiness.percent() == 0) {
      return column;
    }
    return (index, sink) -> {
      if (emptiness.at(index)) {
        sink.empty();
      } else {
        column.emit(index, sink);
      }
    };
  }
}
