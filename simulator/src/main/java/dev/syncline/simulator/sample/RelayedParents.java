package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.util.PrimitiveIterator;
import java.util.Spliterators;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** References to the parent of another parent: a case belongs to the account of its contact. */
record RelayedParents(Parents near, Parents far) implements Parents {
  @Override
  public long parentOf(long index) {
    long between = near.parentOf(index);
    return between == NONE ? NONE : far.parentOf(between);
  }

  @Override
  public int slotOf(long index) {
    long between = near.parentOf(index);
    return between == NONE ? 0 : far.slotOf(between);
  }

  @Override
  public IdSpace[] spaces() {
    return far.spaces();
  }

  @Override
  public PrimitiveIterator.OfLong childrenOf(int slot, long parent) {
    return stream(far.childrenOf(slot, parent))
        .flatMap(between -> stream(near.childrenOf(0, between)))
        .iterator();
  }

  private static LongStream stream(PrimitiveIterator.OfLong numbers) {
    return StreamSupport.longStream(Spliterators.spliteratorUnknownSize(numbers, 0), false);
  }
}
