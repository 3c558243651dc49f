package dev.syncline.app.wiring;

import dev.syncline.engine.worker.Bell;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.Waiter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The real clock, the real waiting and real chance; everything else takes them as parameters. */
public final class RealTime {
  private RealTime() {}

  /** The clock of this machine. */
  public static InstantSource clock() {
    return InstantSource.system();
  }

  /** Lets real time pass. */
  public static Waiter waiter() {
    return Thread::sleep;
  }

  /** Chance that nobody can foretell. */
  public static RandomGenerator random() {
    return new SecureRandom();
  }

  /** A bell that really ends waits. */
  public static Bell bell() {
    var rings = new Semaphore(0);
    return new Bell() {
      @Override
      public void ring() {
        rings.release();
      }

      @Override
      public boolean await(Duration longest) throws InterruptedException {
        boolean rung = rings.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        rings.drainPermits();
        return rung;
      }
    };
  }

  /** Clock, waiting and chance. */
  public static Pace pace() {
    return new Pace(clock(), waiter(), random());
  }
}
