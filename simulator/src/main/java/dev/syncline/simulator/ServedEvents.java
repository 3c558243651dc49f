package dev.syncline.simulator;

import dev.syncline.simulator.control.EventControl;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.events.EventUsers;
import dev.syncline.simulator.events.LimitedAllowance;
import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.OrgObjects;
import dev.syncline.simulator.events.pubsub.CertificateAuthority;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions;
import dev.syncline.simulator.events.pubsub.PubSubServer;
import dev.syncline.simulator.events.pubsub.PubSubSettings;
import dev.syncline.simulator.events.pubsub.ServerCertificate;
import dev.syncline.simulator.events.rest.EventSchemaResource;
import dev.syncline.simulator.events.streaming.GenericChannels;
import dev.syncline.simulator.events.streaming.OrgStreamingTopics;
import dev.syncline.simulator.events.streaming.PushTopics;
import dev.syncline.simulator.events.streaming.StreamingApi;
import dev.syncline.simulator.events.streaming.StreamingSettings;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.tooling.ToolingApi;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events of a running org, and what serves them. A part of the wiring. */
final class ServedEvents implements AutoCloseable {
  private final OrgEvents events;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ManagedSubscriptions subscriptions = new ManagedSubscriptions();
  private final PubSubServer pubsub;
  private final StreamingApi streaming;
  private final GenericChannels channels;
  private final EventControl control;
  private final ServerCertificate certificate;
  private final @Nullable Path caCertificate;

  /** What events are served with. */
  record Sources(
      OrgData data,
      OrgLimits limits,
      EventUsers users,
      Function<Call, Optional<Caller>> sessions,
      SimulatorClock clock,
      InstantSource realTime) {}

  /** Listens for calls of the Pub/Sub API, and hears of the org's commits from now on. */
  ServedEvents(SimulatorSettings settings, Sources sources) throws IOException {
    Path directory = settings.dataDirectory();
    this.events =
        new OrgEvents(
            new OrgEvents.Setting(
                sources.data()::organizationId,
                OrgObjects.of(sources.data()),
                sources.clock(),
                settings.seed(),
                directory == null ? null : directory.resolve("events"),
                sources.users(),
                new LimitedAllowance(sources.limits())));
    open.push(events);
    try {
      CertificateAuthority authority = authority(directory, sources.realTime());
      boolean tls = settings.pubsub().tls();
      this.caCertificate = tls ? authority.file().toAbsolutePath() : null;
      this.certificate = authority.issue(settings.host());
      var usual = PubSubSettings.usual(settings.host(), settings.pubsub().port(), tls);
      this.pubsub =
          PubSubServer.start(
              usual, tls ? certificate : null, events, subscriptions, sources.clock());
      open.push(pubsub);
      OrgData data = sources.data();
      var pushTopics = new PushTopics(data, events.log(), sources.clock());
      this.channels = new GenericChannels(data::snapshot, events.log());
      this.streaming =
          new StreamingApi(
              StreamingSettings.USUAL,
              events,
              sources.limits(),
              sources.sessions(),
              new OrgStreamingTopics(events, pushTopics, channels, sources.limits()));
      open.push(streaming);
      this.control =
          new EventControl(
              new EventControl.Parts(
                  events,
                  pubsub,
                  subscriptions,
                  streaming,
                  data::schema,
                  sources.clock(),
                  data.integrationUserId()));
      data.addListener(events.listener());
      data.addListener(pushTopics);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private CertificateAuthority authority(@Nullable Path directory, InstantSource realTime)
      throws IOException {
    var made = new CertificateAuthority.Sources(realTime, new SecureRandom());
    CertificateAuthority authority =
        directory == null
            ? CertificateAuthority.temporary(made)
            : CertificateAuthority.in(directory, made);
    open.push(authority);
    return authority;
  }

  /** The routes of the Streaming API, and those that push to its channels. */
  List<Route> routes() {
    var routes = new ArrayList<>(streaming.routes());
    routes.addAll(channels.routes());
    routes.addAll(control.routes());
    routes.addAll(new EventSchemaResource(events).routes());
    return routes;
  }

  /** The routes that set up channels and managed subscriptions. */
  List<Route> setUpRoutes(Org org) {
    return new ToolingApi(org, events.channels(), subscriptions).routes();
  }

  /** Where the Pub/Sub API listens, by the name that its certificate is for. */
  String pubsubEndpoint(String hostName) {
    return hostName + ":" + pubsub.port();
  }

  /** The certificate of the authority that clients trust; empty when Pub/Sub goes without TLS. */
  Optional<Path> caCertificate() {
    return Optional.ofNullable(caCertificate);
  }

  /** What every server of the org shows. */
  ServerCertificate certificate() {
    return certificate;
  }

  /** Closes in the opposite order of opening. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        failure = new IOException("the events could not be closed", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
