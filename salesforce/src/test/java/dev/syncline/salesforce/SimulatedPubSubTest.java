package dev.syncline.salesforce;

import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.engine.stream.Channel;
import dev.syncline.salesforce.testing.DeedOrg;
import dev.syncline.salesforce.testing.StreamKit;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Streams of the Pub/Sub API keep the promises of the port. */
@Timeout(120)
class SimulatedPubSubTest extends StreamKit {
  private static DeedOrg deeds;

  @BeforeAll
  static void start() throws IOException {
    deeds = new DeedOrg();
    deeds.control("POST", "/events/times", "{\"keepAlive\":\"PT0.3S\",\"idle\":\"PT60S\"}");
  }

  @AfterAll
  static void stop() {
    deeds.close();
  }

  @Override
  protected ChangeStreams streams() {
    return deeds.org().streams();
  }

  @Override
  protected Channel channel() {
    return new Channel("/data/AccountChangeEvent");
  }

  @Override
  protected Channel missing() {
    return new Channel("/data/NoneChangeEvent");
  }

  @Override
  protected void happen(int events) {
    for (int i = 0; i < events; i++) {
      deeds.create(DeedOrg.ACCOUNT, DeedOrg.text("Name", "Happening " + i));
    }
  }

  /** The org does so by itself, soon. */
  @Override
  protected void keepAlive() {}

  @Override
  protected void cut() {
    deeds.control("POST", "/events/disconnect", "{\"error\":\"service.unavailable\"}");
  }

  @Override
  protected void expire() {
    deeds.control("POST", "/events/expire", "");
  }
}
