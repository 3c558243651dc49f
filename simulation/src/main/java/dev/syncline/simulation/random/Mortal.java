package dev.syncline.simulation.random;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * One life of the engine: all ports that it is given die together, before or after a call that is
 * chosen, and what a dead engine calls afterwards has no effect.
 */
final class Mortal {
  private long calls;
  private long deathAt = Long.MAX_VALUE;
  private boolean afterwards;
  private boolean dead;

  /**
   * Chooses the call to die at.
   *
   * @param callsFromNow 1 for the next
   * @param done whether what is called is still done
   */
  void dieAt(long callsFromNow, boolean done) {
    deathAt = calls + callsFromNow;
    afterwards = done;
  }

  /** Nothing is chosen any more. */
  void live() {
    deathAt = Long.MAX_VALUE;
  }

  boolean isDead() {
    return dead;
  }

  /** The same port, mortal; ports that it hands out are too. */
  <T> T port(Class<T> type, T port) {
    Object mortal =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(port, method, arguments));
    return type.cast(mortal);
  }

  private Object call(Object port, Method method, Object[] arguments) throws Throwable {
    if (dead) {
      throw new Crash();
    }
    calls++;
    boolean dies = calls >= deathAt;
    if (dies && !afterwards) {
      die();
    }
    try {
      Object answer = method.invoke(port, arguments);
      if (dies) {
        die();
      }
      return isPort(method.getReturnType()) ? wrapped(method.getReturnType(), answer) : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private void die() {
    dead = true;
    throw new Crash();
  }

  private <T> T wrapped(Class<T> type, Object answer) {
    return port(type, type.cast(answer));
  }

  private static boolean isPort(Class<?> type) {
    return type.isInterface()
        && !type.isSealed()
        && type.getPackageName().startsWith("dev.syncline.engine");
  }
}
