package dev.syncline.simulator.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Leads a call to its endpoint, through the gate; turns refusals and bugs into answers. */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Router router;
  private final Gate gate;
  private final AtomicLong errorId = new AtomicLong();

  public Dispatcher(Router router, Gate gate) {
    this.router = router;
    this.gate = gate;
  }

  /** Where the call leads. */
  public Router.Match find(Call call) {
    return router.find(call);
  }

  /** Answers a call whose way is known. Never throws for what the call says. */
  public Reply answer(Router.Match match) throws IOException {
    Reply reply = passed(match);
    return XmlReplies.wanted(match.call()) ? XmlReplies.of(match.route(), reply) : reply;
  }

  /** Answers by something else than the route's endpoint, whoever asks; it costs what it would. */
  Reply answer(Router.Match match, Endpoint instead) throws IOException {
    Reply reply = gate.charge(match.route(), refusalAsReply(match.call(), instead));
    return XmlReplies.wanted(match.call()) ? XmlReplies.of(match.route(), reply) : reply;
  }

  private Reply passed(Router.Match match) throws IOException {
    try {
      return gate.pass(match.call(), match.route());
    } catch (ApiException e) {
      return e.reply();
    } catch (Pause.StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      return bug(match.call(), e);
    }
  }

  /** Carries out a refusal where it is thrown, so that what surrounds it can add headers. */
  public static Reply refusalAsReply(Call call, Endpoint endpoint) throws IOException {
    try {
      return endpoint.answer(call);
    } catch (ApiException e) {
      return e.reply();
    } catch (JacksonException e) {
      return ApiException.unreadable(e.getOriginalMessage()).reply();
    }
  }

  private Reply bug(Call call, RuntimeException e) {
    long id = errorId.incrementAndGet();
    LOG.error("answered 500 ErrorId={} to {} {}", id, call.method(), call.pathText(), e);
    String message =
        "An unexpected error occurred. Please include this ErrorId if you contact support: " + id;
    return Reply.json(500, List.of(Map.of("message", message, "errorCode", "UNKNOWN_EXCEPTION")));
  }
}
