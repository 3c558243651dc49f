package dev.syncline.simulator.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What answers a call when there is something to say. No thread waits until then. Such a route is
 * open: the gate is not passed, and who asks is found out by the endpoint itself.
 */
public final class LaterEndpoint implements Endpoint {
  private final Taking taking;

  /** Takes calls. */
  @FunctionalInterface
  public interface Taking {
    /**
     * Takes a call; the answer follows now or later, from any thread, once.
     *
     * @throws ApiException if the call is refused
     * @throws IOException if the body cannot be read
     */
    void take(Call call, Consumer<Reply> answer) throws IOException;
  }

  public LaterEndpoint(Taking taking) {
    this.taking = taking;
  }

  void take(Call call, Consumer<Reply> answer) throws IOException {
    taking.take(call, answer);
  }

  /** Waits for the answer. */
  @Override
  public Reply answer(Call call) throws IOException {
    var reply = new CompletableFuture<Reply>();
    take(call, reply::complete);
    return reply.join();
  }
}
