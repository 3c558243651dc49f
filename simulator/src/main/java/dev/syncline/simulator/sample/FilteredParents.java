package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.util.PrimitiveIterator;
import java.util.Spliterators;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** References that only some records keep. */
record FilteredParents(CrowdParents all, LongPredicate keeps) implements Parents {
  @Override
  public long parentOf(long index) {
    return keeps.test(index) ? all.parentOf(index) : NONE;
  }

  @Override
  public int slotOf(long index) {
    return all.slotOf(index);
  }

  @Override
  public IdSpace[] spaces() {
    return all.spaces();
  }

  @Override
  public PrimitiveIterator.OfLong childrenOf(int slot, long parent) {
    PrimitiveIterator.OfLong children = all.childrenOf(slot, parent);
    LongStream stream =
        StreamSupport.longStream(Spliterators.spliteratorUnknownSize(children, 0), false);
    return stream.filter(keeps).iterator();
  }
}
