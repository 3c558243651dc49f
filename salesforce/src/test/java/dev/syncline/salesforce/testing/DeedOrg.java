package dev.syncline.salesforce.testing;

import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.OrgEnvironment;
import dev.syncline.salesforce.OrgSettings;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.pubsub.PubSubAddress;
import dev.syncline.simulator.ReadyLine;
import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated org with an object for writes of every kind, and a client of it. */
public final class DeedOrg implements AutoCloseable {
  public static final ObjectName DEED = new ObjectName("Deed__c");
  public static final ObjectName ACCOUNT = new ObjectName("Account");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Path RESOURCES = Path.of("src/test/resources");

  private final Simulator simulator;
  private final ReadyLine ready;
  private final SalesforceOrg org;

  /** An org of the deeds alone. */
  public DeedOrg() throws IOException {
    this(List.of(), SimulatorSettings.PubSub.USUAL);
  }

  /** An org with the objects of more files of this module's test resources. */
  public DeedOrg(List<String> moreObjects, SimulatorSettings.PubSub pubSub) throws IOException {
    var behaviour = new SimulatorSettings.Behaviour(false, false, List.of(), Map.of(), 700);
    List<Path> files = new ArrayList<>(List.of(RESOURCES.resolve("deeds.yaml")));
    moreObjects.forEach(file -> files.add(RESOURCES.resolve(file)));
    simulator =
        Simulator.start(
            new SimulatorSettings("127.0.0.1", 0, 42, Map.of(), files, null, behaviour, pubSub),
            InstantSource.system());
    ready = simulator.ready();
    org = connect(listening(), InstantSource.system());
  }

  public SalesforceOrg org() {
    return org;
  }

  /** Writes by one route and answers with the results. */
  public List<RecordResult> write(WriteRoute route, ObjectName object, RecordWrite... writes) {
    return org.writer().write(new WriteBatch(org.describe(object), route, List.of(writes)));
  }

  /** Creates a record and returns its id. */
  public RecordId create(ObjectName object, FieldWrite... fields) {
    RecordWrite create = new RecordWrite.Create(new RowKey("made"), List.of(fields));
    RecordResult result = write(WriteRoute.SINGLE, object, create).getFirst();
    if (result instanceof RecordResult.Done done) {
      return done.id();
    }
    throw new IllegalStateException(result.toString());
  }

  public static FieldWrite field(String name, Value value) {
    return new FieldWrite.Plain(new FieldName(name), value);
  }

  public static FieldWrite text(String name, String value) {
    return field(name, new Value.Text(value));
  }

  public static RecordQuery query(ObjectName object, Optional<String> where, String... fields) {
    List<FieldName> names = new ArrayList<>();
    for (String field : fields) {
      names.add(new FieldName(field));
    }
    return new RecordQuery(object, names, where, List.of());
  }

  /** A record as REST shows it. */
  public JsonNode read(ObjectName object, RecordId id) {
    return call("GET", "/services/data/v68.0/sobjects/" + object + "/" + id, "");
  }

  /** How many records a statement counts. */
  public long count(ObjectName object, String where) {
    return org.count(query(object, Optional.of(where), "Id"));
  }

  /** Calls the remote control. */
  public JsonNode control(String method, String path, String body) {
    return call(method, "/__simulator" + path, body);
  }

  private JsonNode call(String method, String path, String body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(ready.instanceUrl() + path).toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setRequestProperty("Authorization", "Bearer " + ready.accessToken());
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      if (connection.getResponseCode() >= 300) {
        throw new IllegalStateException(
            new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      }
      byte[] answer = connection.getInputStream().readAllBytes();
      return JSON.readTree(answer.length == 0 ? new byte[] {'{', '}'} : answer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How the simulated org is listened to. */
  public OrgSettings.Listening listening() {
    String endpoint = Objects.requireNonNull(ready.pubsubEndpoint());
    String authority = ready.caCertificate();
    return new OrgSettings.Listening(
        PubSubAddress.of(
            authority == null ? "http://" + endpoint : endpoint,
            Optional.ofNullable(authority).map(DeedOrg::text)),
        ChangeStream.SILENCE);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another client of the org. */
  public SalesforceOrg connect(OrgSettings.Listening listening, InstantSource clock) {
    var credentials =
        new Credentials.ClientCredentials(
            ready.client().clientId(), new Secret(ready.client().clientSecret()));
    OrgSettings settings =
        OrgSettings.of(new OrgName("main"), URI.create(ready.instanceUrl()), credentials)
            .allowing(List.of("localhost"))
            .listening(listening);
    return SalesforceOrg.connect(
        settings, new OrgEnvironment(clock, new Random(1), duration -> {}, new MemoryTokens()));
  }

  @Override
  public void close() {
    org.close();
    simulator.close();
  }
}
