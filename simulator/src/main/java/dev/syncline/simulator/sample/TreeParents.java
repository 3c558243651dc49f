package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * References to records of the same object that never run in a circle: some records are roots, each
 * other one of the linked ones has a parent with at most five children.
 */
final class TreeParents implements Parents {
  private static final int CHILDREN = 5;

  private final IdSpace[] spaces;
  private final long count;
  private final long linked;
  private final long roots;
  private final Permutation queue;

  TreeParents(IdSpace space, long count, int emptyPercent, long salt) {
    this.spaces = new IdSpace[] {space};
    this.count = count;
    this.linked = count - count * emptyPercent / 100;
    this.roots = Math.max(1, linked / (CHILDREN + 1));
    this.queue = new Permutation(count, salt);
  }

  @Override
  public IdSpace[] spaces() {
    return spaces;
  }

  @Override
  public int slotOf(long index) {
    return 0;
  }

  @Override
  public long parentOf(long index) {
    long place = queue.apply(index);
    return place < roots || place >= linked ? NONE : queue.invert((place - roots) / CHILDREN);
  }

  @Override
  public PrimitiveIterator.OfLong childrenOf(int slot, long parent) {
    if (parent >= count) {
      return LongStream.empty().iterator();
    }
    long first = roots + queue.apply(parent) * CHILDREN;
    return LongStream.range(first, Math.min(linked, first + CHILDREN))
        .map(queue::invert)
        .iterator();
  }
}
