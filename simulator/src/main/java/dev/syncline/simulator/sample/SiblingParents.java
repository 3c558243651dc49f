package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/** References to a record with the same parent: contacts report to contacts of their account. */
final class SiblingParents implements Parents {
  private static final int CHILDREN = 4;

  private final IdSpace[] spaces;
  private final CrowdParents families;
  private final long count;
  private final int emptyPercent;
  private final long salt;

  SiblingParents(IdSpace space, CrowdParents families, long count, int emptyPercent, long salt) {
    this.spaces = new IdSpace[] {space};
    this.families = families;
    this.count = count;
    this.emptyPercent = emptyPercent;
    this.salt = salt;
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
    if (Draw.chance(Draw.bits(index, salt), emptyPercent)) {
      return NONE;
    }
    long number = families.siblingNumber(index);
    return number == 0 ? NONE : families.neighbour(index, (number - 1) / CHILDREN - number);
  }

  @Override
  public PrimitiveIterator.OfLong childrenOf(int slot, long parent) {
    if (parent >= count || families.parentOf(parent) == NONE) {
      return LongStream.empty().iterator();
    }
    long number = families.siblingNumber(parent);
    long first = number * CHILDREN + 1 - number;
    return LongStream.range(first, first + CHILDREN)
        .filter(distance -> families.isPlaceAfter(parent, distance))
        .map(distance -> families.neighbour(parent, distance))
        .filter(child -> child < count && families.areSiblings(child, parent))
        .filter(child -> parentOf(child) == parent)
        .iterator();
  }
}
