package dev.syncline.simulator.http;

import java.io.IOException;

/** What answers a call. */
@FunctionalInterface
public interface Endpoint {
  /**
   * @throws ApiException if the call is refused
   * @throws IOException if the body cannot be read
   */
  Reply answer(Call call) throws IOException;
}
