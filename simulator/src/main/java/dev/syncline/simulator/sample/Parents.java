package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/** A reference of generated records to generated parents, which can be followed both ways. */
interface Parents extends Column {
  /** What {@link #parentOf} says of a record without a parent. */
  long NONE = -1;

  /** The parent's index in its own object; {@link #NONE} when there is none. */
  long parentOf(long index);

  /** Which of {@link #spaces} the parent belongs to; any number when there is no parent. */
  int slotOf(long index);

  /** The ids of each object that parents come from. */
  IdSpace[] spaces();

  /** The records, in no order, that point to a parent. */
  PrimitiveIterator.OfLong childrenOf(int slot, long parent);

  @Override
  default void emit(long index, ValueSink sink) {
    long parent = parentOf(index);
    if (parent == NONE) {
      sink.empty();
    } else {
      sink.id(spaces()[slotOf(index)], parent);
    }
  }

  /** Every record points to one and the same parent. */
  record Constant(IdSpace space, long parent, long count) implements Parents {
    @Override
    public long parentOf(long index) {
      return parent;
    }

    @Override
    public int slotOf(long index) {
      return 0;
    }

    @Override
    public IdSpace[] spaces() {
      return new IdSpace[] {space};
    }

    @Override
    public PrimitiveIterator.OfLong childrenOf(int slot, long wanted) {
      return wanted == parent
          ? LongStream.range(0, count).iterator()
          : LongStream.empty().iterator();
    }
  }
}
