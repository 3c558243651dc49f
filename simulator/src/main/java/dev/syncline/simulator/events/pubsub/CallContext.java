package dev.syncline.simulator.events.pubsub;

import io.grpc.Context;

/**
 * Who calls, and what the call is known by.
 *
 * @param rpcId stands in every answer
 * @param userId 18 characters
 */
record CallContext(String rpcId, String userId) {
  static final Context.Key<CallContext> KEY = Context.key("call");

  /** The call that this thread answers. */
  static CallContext current() {
    CallContext call = KEY.get();
    if (call == null) {
      throw new IllegalStateException("the call did not pass the gate");
    }
    return call;
  }
}
