package dev.syncline.simulator.soql.run;

import java.lang.ref.SoftReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made at its first use and kept. The one class with a lock in this package. */
final class Once<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<T> maker;
  private final boolean reclaimable;
  private volatile @Nullable Holder<T> kept;

  /** Holds a value, or held it once. */
  private interface Holder<T> {
    @Nullable T value();
  }

  private Once(Supplier<T> maker, boolean reclaimable) {
    this.maker = maker;
    this.reclaimable = reclaimable;
  }

  /** A value that is kept for good. */
  static <T> Once<T> kept(Supplier<T> maker) {
    return new Once<>(maker, false);
  }

  /**
   * A value that may be given up when memory is short, to be made again at its next use. Many
   * queries stay open for days, and few are read on.
   */
  static <T> Once<T> reclaimable(Supplier<T> maker) {
    return new Once<>(maker, true);
  }

  T get() {
    T value = known();
    return value == null ? make() : value;
  }

  private @Nullable T known() {
    Holder<T> holder = kept;
    return holder == null ? null : holder.value();
  }

  private static <T> Holder<T> softly(T made) {
    var reference = new SoftReference<T>(made);
    return reference::get;
  }

  private T make() {
    lock.lock();
    try {
      T known = known();
      if (known != null) {
        return known;
      }
      T made = maker.get();
      kept = reclaimable ? softly(made) : () -> made;
      return made;
    } finally {
      lock.unlock();
    }
  }
}
