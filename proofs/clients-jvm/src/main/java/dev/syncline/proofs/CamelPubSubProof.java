package dev.syncline.proofs;

import dev.syncline.proofs.dto.Account;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.salesforce.api.dto.CreateSObjectResult;

/** The Pub/Sub API over TLS, driven by camel-salesforce. */
final class CamelPubSubProof {
  private static final String TOPIC = "salesforce:pubSubSubscribe:/data/AccountChangeEvent";

  /** How long an event may take. */
  private static final int PATIENCE_SECONDS = 30;

  private final Checks checks;
  private final CamelContext context;
  private final ProducerTemplate template;

  private CamelPubSubProof(Checks checks, CamelContext context, ProducerTemplate template) {
    this.checks = checks;
    this.context = context;
    this.template = template;
  }

  static void run(Instance instance, Checks checks) throws Exception {
    try (CamelContext context = CamelContexts.open(instance);
        ProducerTemplate template = context.createProducerTemplate()) {
      var proof = new CamelPubSubProof(checks, context, template);
      checks.part("events of the past", proof::earliest);
      checks.part("events after one", proof::custom);
    }
  }

  private BlockingQueue<Message> subscribe(String id, String options) throws Exception {
    var events = new LinkedBlockingQueue<Message>();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(TOPIC + "?pubSubDeserializeType=JSON&pubSubBatchSize=10&" + options)
                .routeId(id)
                .process(exchange -> events.add(exchange.getIn().copy()));
          }
        });
    return events;
  }

  private static Message next(BlockingQueue<Message> events, String text) throws Exception {
    Message event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (event != null && !event.getBody(String.class).contains(text)) {
      event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    if (event == null) {
      throw new IllegalStateException("no event with " + text);
    }
    return event;
  }

  private String create(String name) {
    return template
        .requestBody("salesforce:createSObject", Account.named(name), CreateSObjectResult.class)
        .getId();
  }

  private void earliest() throws Exception {
    String id = create("Heard before");
    BlockingQueue<Message> events = subscribe("earliest", "replayPreset=EARLIEST");
    String created = next(events, id).getBody(String.class);
    checks.holds("a change event tells what was done", created.contains("CREATE"), created);
    checks.holds("a change event has its values", created.contains("Heard before"), created);
    checks.holds(
        "a change event tells where it came from",
        created.contains("com/salesforce/api/rest/66.0"),
        created);
    Account change = new Account();
    change.setId(id);
    change.setPhone("77");
    template.requestBody("salesforce:updateSObject?sObjectName=Account", change);
    String updated = next(events, "UPDATE").getBody(String.class);
    checks.holds("an update has its new value", updated.contains("77"), updated);
    context.getRouteController().stopRoute("earliest");
  }

  private void custom() throws Exception {
    BlockingQueue<Message> all = subscribe("all", "replayPreset=EARLIEST");
    String first = create("First of two");
    Message seen = next(all, first);
    String replay = seen.getHeader("CamelSalesforcePubSubReplayId", String.class);
    checks.holds(
        "an event has a replay id", replay != null && !replay.isEmpty(), seen.getHeaders());
    String second = create("Second of two");
    BlockingQueue<Message> after =
        subscribe("after", "replayPreset=CUSTOM&pubSubReplayId=" + replay);
    String heard = next(after, "").getBody(String.class);
    checks.holds("a subscriber goes on behind an event", heard.contains(second), heard);
    context.getRouteController().stopRoute("all");
    context.getRouteController().stopRoute("after");
  }
}
