package dev.syncline.simulator;

import dev.syncline.simulator.bulk.Jobs;
import dev.syncline.simulator.control.Control;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.OrgSettings;
import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.Dispatcher;
import dev.syncline.simulator.http.OrgServer;
import dev.syncline.simulator.http.Pause;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Router;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.oauth.ConnectedApp;
import dev.syncline.simulator.oauth.OAuthSettings;
import dev.syncline.simulator.oauth.OrgAddress;
import dev.syncline.simulator.oauth.Sessions;
import dev.syncline.simulator.oauth.TokenStore;
import dev.syncline.simulator.oauth.Users;
import dev.syncline.simulator.outbound.OutboundControl;
import dev.syncline.simulator.outbound.OutboundMessages;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.OrgGate;
import dev.syncline.simulator.schema.OutboundMessageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A simulated org that is running. The wiring of all its parts. */
public final class Simulator implements AutoCloseable {

  private final OrgServer server;
  private final ServedEvents events;
  private final ServedJobs jobs;
  private final OutboundMessages outbound;
  private final OrgData data;
  private final PrivateKeyFile key;
  private final ReadyLine ready;

  private Simulator(
      OrgServer server,
      ServedEvents events,
      ServedJobs jobs,
      OutboundMessages outbound,
      OrgData data,
      PrivateKeyFile key,
      ReadyLine ready) {
    this.server = server;
    this.events = events;
    this.jobs = jobs;
    this.outbound = outbound;
    this.data = data;
    this.key = key;
    this.ready = ready;
  }

  /**
   * Starts an org; when this returns it answers.
   *
   * @param realTime the clock that the org's own starts from and that clients go by
   * @throws IOException if the port is taken, or the data directory cannot be used
   * @throws IllegalArgumentException if the settings name an unknown object or limit
   * @throws dev.syncline.simulator.schema.SchemaException if a schema file is wrong
   */
  public static Simulator start(SimulatorSettings settings, InstantSource realTime)
      throws IOException {
    var clock = new SimulatorClock(realTime);
    var limits = OrgRoutes.limits(settings.behaviour().limits(), clock);
    OrgData data = OrgRoutes.data(settings, OrgSettings.LOCK_WAIT, clock);
    return orClose(
        data,
        () -> {
          OrgRoutes.limitStorage(data, limits, settings.behaviour().limits());
          PrivateKeyFile key = PrivateKeyFile.open(settings.dataDirectory());
          return orClose(key, () -> bind(new Parts(settings, clock, realTime, limits, data, key)));
        });
  }

  /** Starts an org by the real clock; see {@link #start(SimulatorSettings, InstantSource)}. */
  public static Simulator start(SimulatorSettings settings) throws IOException {
    return start(settings, InstantSource.system());
  }

  /** What the server is made of. */
  private record Parts(
      SimulatorSettings settings,
      SimulatorClock clock,
      InstantSource realTime,
      OrgLimits limits,
      OrgData data,
      PrivateKeyFile key) {}

  @FunctionalInterface
  private interface Start {
    Simulator start() throws IOException;
  }

  private static Simulator orClose(AutoCloseable resource, Start start) throws IOException {
    try {
      return start.start();
    } catch (IOException | RuntimeException e) {
      try {
        resource.close();
      } catch (Exception closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private static Simulator bind(Parts parts) throws IOException {
    SimulatorSettings settings = parts.settings();
    var pause = new Pause();
    OrgServer server =
        OrgServer.bind(new InetSocketAddress(settings.host(), settings.port()), pause);
    return orClose(server, () -> serve(parts, server, pause));
  }

  private static Simulator serve(Parts parts, OrgServer server, Pause pause) throws IOException {
    OrgData data = parts.data();
    Entrance entrance = Entrance.of(data, parts.settings().seed(), parts.clock());
    Sessions sessions = entrance.sessions();
    var sources =
        new ServedEvents.Sources(
            data,
            parts.limits(),
            token -> sessions.find(token).map(Caller::userId),
            sessions::find,
            parts.clock(),
            parts.realTime());
    var events = new ServedEvents(parts.settings(), sources);
    return orClose(events, () -> serve(parts, entrance, events, server, pause));
  }

  private static Simulator serve(
      Parts parts, Entrance entrance, ServedEvents events, OrgServer server, Pause pause)
      throws IOException {
    SimulatorSettings settings = parts.settings();
    Users users = entrance.users();
    TokenStore tokens = entrance.tokens();
    SimulatorClock clock = parts.clock();
    OrgData data = parts.data();
    OrgLimits limits = parts.limits();
    var address =
        new OrgAddress(data::organizationId, "http://" + hostName(settings) + ":" + server.port());
    ConnectedApp app = Entrance.application(settings, parts.key().publicKey());
    var stats = new Stats();
    var org = new Org(data, users, limits, address, clock);
    var jobs =
        new ServedJobs(
            org,
            entrance.sessions(),
            stats,
            settings.behaviour().bulkPageRecords(),
            Jobs.threads("bulk-job"));
    var control = new Control(org, clock, tokens, stats, settings.seed(), pause);
    var signIn =
        new OAuthSettings(
            address,
            app,
            parts.key().signingKey(),
            clock,
            parts.realTime(),
            settings.behaviour().rotateRefreshTokens(),
            settings.behaviour().allowPassword());
    List<Route> routes =
        new OrgRoutes(org, entrance, jobs, signIn, control).with(events.setUpRoutes(org));
    routes.addAll(events.routes());
    OutboundMessages outbound = outbound(settings, org, clock);
    routes.addAll(new OutboundControl(outbound).routes());
    var dispatcher = new Dispatcher(new Router(routes), new OrgGate(entrance.sessions(), limits));
    String user = users.integrationUser().username();
    String token =
        tokens.openSession(users.integrationUser().id(), app.clientId(), "api id refresh_token");
    var ready =
        new ReadyLine(
            address.instanceUrl(),
            events.pubsubEndpoint(hostName(settings)),
            events.caCertificate().map(Path::toString).orElse(null),
            token,
            address.orgId(),
            new ReadyLine.Client(app.clientId(), app.clientSecret(), user),
            parts.key().file().toString());
    server.takeTls(events.certificate().context());
    server.serve(dispatcher, control.traffic(), parts.clock());
    return new Simulator(server, events, jobs, outbound, data, parts.key(), ready);
  }

  private static OutboundMessages outbound(
      SimulatorSettings settings, Org org, SimulatorClock clock) {
    OrgData data = org.data();
    var declared = OutboundMessageFiles.load(settings.schemaFiles(), data.schema());
    var outbound = new OutboundMessages(data, org.address(), org.clock(), declared);
    data.addListener(outbound);
    clock.whenMoved(outbound::wake);
    return outbound;
  }

  /** Of the loopback and of all addresses the name that every client resolves. */
  private static String hostName(SimulatorSettings settings) throws IOException {
    InetAddress address = InetAddress.getByName(settings.host());
    boolean local = address.isLoopbackAddress() || address.isAnyLocalAddress();
    return local ? "localhost" : settings.host();
  }

  /** What a client needs to reach the org. */
  public ReadyLine ready() {
    return ready;
  }

  /** Stops answering and lets go of everything; the temporary private key is removed. */
  @Override
  public void close() {
    try (data;
        key;
        jobs;
        outbound;
        events;
        server) {
      // Closed in the order of the calls' way in: server first.
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary files could not be removed", e);
    }
  }
}
