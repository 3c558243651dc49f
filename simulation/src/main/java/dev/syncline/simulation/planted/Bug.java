package dev.syncline.simulation.planted;

import dev.syncline.simulation.random.Tampering;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A bug: what becomes of calls of the engine's ports. */
@FunctionalInterface
interface Bug extends Tampering {
  /** Answers the call, as it should be or not. */
  @Nullable Object answer(Call call) throws Throwable;

  @Override
  default <T> T port(Class<T> type, T port) {
    Object spoilt =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Object answer = answer(new Call(type, port, method, arguments));
              return answer != null && isPort(method.getReturnType())
                  ? spoilt(method.getReturnType(), answer)
                  : answer;
            });
    return type.cast(spoilt);
  }

  private <T> T spoilt(Class<T> type, Object answer) {
    return port(type, type.cast(answer));
  }

  private static boolean isPort(Class<?> type) {
    return type.isInterface()
        && !type.isSealed()
        && type.getPackageName().startsWith("dev.syncline.engine");
  }
}
