package dev.syncline.simulator.sample;

/**
 * Spreads children over parents unevenly: some parents have very many, most have a few, one in ten
 * has none. Children stand in a queue in which those of one parent are neighbours. Both ways are
 * computed.
 */
final class Crowd {
  private final long children;
  private final long parents;
  private final long served;
  private final Permutation ranks;

  /**
   * @param children how many children there are; at most 2^31
   * @param parents how many parents there are, at least 1
   */
  Crowd(long children, long parents, long salt) {
    this.children = children;
    this.parents = parents;
    this.served = parents < 10 ? parents : parents - parents / 10;
    this.ranks = new Permutation(parents, salt);
  }

  long parents() {
    return parents;
  }

  /** The parent of the child at a place in the queue. */
  long parentAt(long place) {
    return ranks.apply(rank(place));
  }

  /** Grows as the square of the place: slowly at first, so the first ranks are crowded. */
  private long rank(long place) {
    return place * place / children * served / children;
  }

  /** The place of a parent's first child; {@link #endPlace} when it has none. */
  long firstPlace(long parent) {
    return firstOfRank(ranks.invert(parent));
  }

  /** The place after that of a parent's last child. */
  long endPlace(long parent) {
    return firstOfRank(ranks.invert(parent) + 1);
  }

  private long firstOfRank(long rank) {
    long low = 0;
    long high = children;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (rank(middle) < rank) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
