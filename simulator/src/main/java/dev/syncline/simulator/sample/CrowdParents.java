package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/** References to parents of one or several objects, each object with its share of the children. */
final class CrowdParents implements Parents {
  /**
   * The parents of one object.
   *
   * @param count how many there are, at least 1
   * @param share in proportion to the shares of the others
   */
  record Share(IdSpace space, long count, int share) {}

  private final IdSpace[] spaces;
  private final Crowd[] crowds;
  private final long[] firsts;
  private final Permutation queue;

  /**
   * @param count how many children there are
   * @param emptyPercent how many of a hundred have no parent
   */
  CrowdParents(long count, int emptyPercent, Share[] shares, long salt) {
    this.queue = new Permutation(count, salt);
    this.spaces = new IdSpace[shares.length];
    this.crowds = new Crowd[shares.length];
    this.firsts = new long[shares.length + 1];
    long served = count - count * emptyPercent / 100;
    long total = 0;
    for (Share share : shares) {
      total += share.share();
    }
    long before = 0;
    for (int i = 0; i < shares.length; i++) {
      before += shares[i].share();
      spaces[i] = shares[i].space();
      firsts[i + 1] = served * before / total;
      long children = firsts[i + 1] - firsts[i];
      crowds[i] = new Crowd(children, shares[i].count(), Draw.salt(salt, "share" + i));
    }
  }

  @Override
  public IdSpace[] spaces() {
    return spaces;
  }

  @Override
  public int slotOf(long index) {
    return slotAt(queue.apply(index));
  }

  private int slotAt(long place) {
    int slot = 0;
    while (slot < crowds.length && place >= firsts[slot + 1]) {
      slot++;
    }
    return slot;
  }

  @Override
  public long parentOf(long index) {
    long place = queue.apply(index);
    int slot = slotAt(place);
    return slot == crowds.length ? NONE : crowds[slot].parentAt(place - firsts[slot]);
  }

  @Override
  public void emit(long index, ValueSink sink) {
    long place = queue.apply(index);
    int slot = slotAt(place);
    if (slot == crowds.length) {
      sink.empty();
    } else {
      sink.id(spaces[slot], crowds[slot].parentAt(place - firsts[slot]));
    }
  }

  @Override
  public PrimitiveIterator.OfLong childrenOf(int slot, long parent) {
    Crowd crowd = crowds[slot];
    if (parent < 0 || parent >= crowd.parents()) {
      return LongStream.empty().iterator();
    }
    return LongStream.range(crowd.firstPlace(parent), crowd.endPlace(parent))
        .map(place -> queue.invert(firsts[slot] + place))
        .iterator();
  }

  /** The place of a record among its parent's children, from 0; any number without a parent. */
  long siblingNumber(long index) {
    long place = queue.apply(index);
    int slot = slotAt(place);
    if (slot == crowds.length) {
      return 0;
    }
    long inside = place - firsts[slot];
    return inside - crowds[slot].firstPlace(crowds[slot].parentAt(inside));
  }

  /** The record that stands so many places after another one in the queue of children. */
  long neighbour(long index, long distance) {
    return queue.invert(queue.apply(index) + distance);
  }

  /** Whether there is a place so many places after a record's. */
  boolean isPlaceAfter(long index, long distance) {
    return queue.apply(index) + distance < firsts[crowds.length];
  }

  /** Whether two records that both exist have the same parent; false when one has none. */
  boolean areSiblings(long one, long other) {
    long parent = parentOf(one);
    return parent != NONE && parent == parentOf(other) && slotOf(one) == slotOf(other);
  }
}
