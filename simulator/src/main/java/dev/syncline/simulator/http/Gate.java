package dev.syncline.simulator.http;

import java.io.IOException;

/** What stands between a route and its endpoint: versions, sessions, limits. */
@FunctionalInterface
public interface Gate {
  /**
   * Answers by the route's endpoint if the call may come in.
   *
   * @throws ApiException if it may not
   */
  Reply pass(Call call, Route route) throws IOException;

  /** An answer that was given in place of the org's, with what the call costs told in it. */
  default Reply charge(Route route, Reply answer) {
    return answer;
  }
}
