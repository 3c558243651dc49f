package dev.syncline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.testing.MemoryTokens;
import dev.syncline.simulator.ReadyLine;
import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole client against a simulated org over real connections. */
@Timeout(120)
class SimulatedOrgTest {
  private static final int CONTACTS = 4_500;
  private static final ObjectName CONTACT = new ObjectName("Contact");

  private static Simulator simulator;
  private static ReadyLine ready;
  private static SalesforceOrg org;

  @BeforeAll
  static void start() throws IOException {
    SimulatorSettings.Behaviour smallPages =
        new SimulatorSettings.Behaviour(false, false, List.of(), Map.of(), 700);
    simulator =
        Simulator.start(
            new SimulatorSettings(
                "127.0.0.1",
                0,
                42,
                Map.of("Account", 300L, "Contact", (long) CONTACTS),
                List.of(),
                null,
                smallPages),
            InstantSource.system());
    ready = simulator.ready();
    org = connect(clientCredentials());
  }

  @AfterAll
  static void stop() {
    org.close();
    simulator.close();
  }

  @AfterEach
  void heal() throws IOException {
    control("DELETE", "/faults", "");
  }

  @Test
  void client_credentials_sign_in_as_the_integration_user() {
    OrgIdentity identity = org.identity();

    assertThat(identity.organizationId()).isEqualTo(RecordId.of(ready.orgId()).value());
    assertThat(identity.username()).isEqualTo(ready.client().username());
    assertThat(identity.instanceUrl()).isEqualTo(ready.instanceUrl());
  }

  @Test
  void a_signed_assertion_signs_in() throws IOException {
    Secret key = new Secret(Files.readString(Path.of(ready.privateKeyFile())));
    Credentials jwt =
        new Credentials.JwtBearer(ready.client().clientId(), ready.client().username(), key);

    try (SalesforceOrg other = connect(jwt)) {
      assertThat(other.identity().username()).isEqualTo(ready.client().username());
    }
  }

  @Test
  void a_wrong_secret_is_rejected_with_the_words_of_the_org() {
    Credentials wrong =
        new Credentials.ClientCredentials(ready.client().clientId(), new Secret("wrong"));

    try (SalesforceOrg other = connect(wrong)) {
      assertThatThrownBy(other::identity)
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("AUTH-REJECTED");
                assertThat(e.problem().message()).contains("invalid_client");
              });
    }
  }

  @Test
  void objects_and_their_fields_are_described() {
    assertThat(org.objects()).contains(CONTACT, new ObjectName("Account"));
    ObjectDescription contact = org.describe(CONTACT);
    assertThat(contact.keyPrefix()).isEqualTo("003");
    assertThat(contact.field("LastName")).isPresent();
    assertThat(contact.field("AccountId").orElseThrow().referenceTo())
        .containsExactly(new ObjectName("Account"));
    assertThatThrownBy(() -> org.describe(new ObjectName("Nope__c")))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-NO-OBJECT"));
  }

  @Test
  void records_are_counted_under_conditions() {
    assertThat(org.count(query(List.of("Id"), Optional.empty()))).isEqualTo(CONTACTS);
    assertThat(org.count(query(List.of("Id"), Optional.of("Id = null")))).isZero();
  }

  @Test
  void bulk_and_rest_read_the_same_values_of_every_field() {
    List<String> fields =
        org.describe(CONTACT).fields().stream()
            .filter(field -> field.type().isSupported() && !field.type().isCompound())
            .map(field -> field.name().value())
            .toList();
    RecordQuery query = query(fields, Optional.empty());

    Map<RecordId, RecordChange.Present> bulk =
        readAll(ready(org.startReading(query, ReadingMethod.BULK)));
    Map<RecordId, RecordChange.Present> rest =
        readAll(ready(org.startReading(query, ReadingMethod.REST)));

    assertThat(bulk).hasSize(CONTACTS);
    assertThat(rest).hasSize(CONTACTS);
    bulk.forEach((id, present) -> assertThat(rest.get(id)).isEqualTo(present));
  }

  @Test
  void every_way_of_reading_has_the_same_fields_of_parents() {
    var stamp = new FieldName("Account.SystemModstamp");
    RecordQuery query =
        query(
            List.of("LastName", "Account.Name", "Account.Owner.Name", "ReportsTo.LastName"),
            Optional.empty());

    Map<RecordId, RecordChange.Present> bulk =
        readAll(ready(org.startReading(query, ReadingMethod.BULK)));
    Map<RecordId, RecordChange.Present> rest =
        readAll(ready(org.startReading(query, ReadingMethod.REST)));
    List<RecordId> some = bulk.keySet().stream().sorted().limit(200).toList();
    List<RecordChange.Present> byIds = org.changes().read(query, some).present();
    var window =
        new ChangeReader.Window(
            query, stamp, Instant.EPOCH, Optional.empty(), Optional.empty(), false);
    List<RecordChange.Present> byParents = org.changes().window(window).changes();

    assertThat(rest).hasSize(CONTACTS).isEqualTo(bulk);
    assertThat(byIds).hasSize(200).allSatisfy(r -> assertThat(r).isEqualTo(bulk.get(r.id())));
    assertThat(byParents).allSatisfy(r -> assertThat(r).isEqualTo(bulk.get(r.id())));
    long withAccount =
        bulk.values().stream().filter(r -> r.values().get(1) instanceof Value.Text).count();
    assertThat(withAccount).isPositive().isEqualTo(byParents.size());
    assertThat(bulk.values()).anyMatch(r -> r.values().get(3) instanceof Value.Null);
    assertThat(bulk.values()).anyMatch(r -> r.values().get(2) instanceof Value.Text);
  }

  @Test
  void compounds_come_by_rest_with_their_components() {
    Field address = org.describe(CONTACT).field("MailingAddress").orElseThrow();
    RecordQuery query =
        query(List.of(address.name().value(), "MailingCity"), Optional.of("MailingCity != null"));

    Map<RecordId, RecordChange.Present> records =
        readAll(org.startReading(query, ReadingMethod.REST));

    assertThat(records).isNotEmpty();
    records
        .values()
        .forEach(
            present -> {
              Value.Compound compound = (Value.Compound) present.values().get(0);
              assertThat(compound.components())
                  .contains(new Value.Component("city", present.values().get(1)));
            });
  }

  @Test
  void a_reading_is_taken_up_by_another_process_where_it_stood() {
    RecordQuery query = query(List.of("LastName"), Optional.empty());
    RecordReading started = ready(org.startReading(query, ReadingMethod.BULK));
    PageList first = started.pages(Optional.empty());

    try (SalesforceOrg other = connect(clientCredentials())) {
      RecordReading resumed = other.resumeReading(query, started.handle());
      assertThat(resumed.state()).isEqualTo(new ReadingState.Ready(OptionalLong.of(CONTACTS)));
      assertThat(resumed.pages(Optional.empty())).isEqualTo(first);
      Map<RecordId, RecordChange.Present> onePage = new HashMap<>();
      read(resumed, first.pages().get(2), onePage);
      assertThat(onePage).hasSize(700);
      resumed.release();
      assertThat(resumed.state())
          .isInstanceOfSatisfying(
              ReadingState.Failed.class,
              gone -> assertThat(gone.problem().code()).isEqualTo("READING-GONE"));
    }
  }

  @ParameterizedTest
  @EnumSource(ReadingMethod.class)
  void a_query_with_a_wrong_condition_fails_with_the_words_of_the_org(ReadingMethod method) {
    RecordQuery query = query(List.of("LastName"), Optional.of("Nope__c = 1"));

    assertThatThrownBy(
            () -> {
              RecordReading reading = org.startReading(query, method);
              switch (reading.state()) {
                case ReadingState.Failed(var problem) -> throw new OrgException(problem);
                case ReadingState.Ready _, ReadingState.Preparing _ -> readAll(ready(reading));
              }
            })
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("FIELD-UNKNOWN");
              assertThat(e.problem().message()).contains("Nope__c");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 1_000, 30_000})
  void a_page_cut_on_its_way_is_refused_and_whole_when_read_again(int bytes) throws IOException {
    RecordQuery query = query(List.of("LastName", "Description"), Optional.empty());
    RecordReading reading = ready(org.startReading(query, ReadingMethod.BULK));
    PageRef page = reading.pages(Optional.empty()).pages().getFirst();
    Map<RecordId, RecordChange.Present> records = new HashMap<>();
    control(
        "POST",
        "/faults",
        """
        {"match":{"path":"**/results"},"times":5,"do":{"truncateAfterBytes":%d}}
        """
            .formatted(bytes));

    assertThatThrownBy(() -> read(reading, page, records))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isIn("ORG-CUT", "BULK-PAGE"));
    control("DELETE", "/faults", "");
    records.clear();
    read(reading, page, records);

    assertThat(records).hasSize(700);
  }

  @Test
  void a_gateway_that_fails_twice_is_ridden_out() throws IOException {
    control(
        "POST",
        "/faults",
        """
        {"match":{"path":"**/query"},"times":2,
         "do":{"status":503,"contentType":"text/html","body":"<html>busy</html>"}}
        """);

    assertThat(org.count(query(List.of("Id"), Optional.empty()))).isEqualTo(CONTACTS);
  }

  @Test
  void the_budget_is_told_and_calls_are_counted() {
    long before = org.callsMade();

    assertThat(org.budget().limit("DailyApiRequests")).isPresent();
    assertThat(org.budget().limit("DailyBulkV2QueryJobs")).isPresent();
    org.count(query(List.of("Id"), Optional.empty()));

    assertThat(org.callsMade()).isGreaterThan(before);
  }

  @Test
  void only_what_lies_in_the_recycle_bin_counts_as_deleted() {
    List<RecordId> some =
        readAll(org.startReading(query(List.of("Id"), Optional.empty()), ReadingMethod.REST))
            .keySet()
            .stream()
            .limit(200)
            .toList();

    assertThat(org.deletedAmong(CONTACT, some)).isEmpty();
    assertThat(org.deletedAmong(CONTACT, List.of())).isEmpty();
  }

  private static Credentials clientCredentials() {
    return new Credentials.ClientCredentials(
        ready.client().clientId(), new Secret(ready.client().clientSecret()));
  }

  private static SalesforceOrg connect(Credentials credentials) {
    OrgSettings settings =
        OrgSettings.of(new OrgName("main"), URI.create(ready.instanceUrl()), credentials)
            .allowing(List.of("localhost"));
    return SalesforceOrg.connect(
        settings,
        new OrgEnvironment(
            InstantSource.system(), new Random(1), duration -> {}, new MemoryTokens()));
  }

  private static RecordQuery query(List<String> fields, Optional<String> where) {
    return new RecordQuery(CONTACT, fields.stream().map(FieldName::new).toList(), where, List.of());
  }

  /** Asks until the org is ready; the test's timeout is the deadline. */
  private static RecordReading ready(RecordReading reading) {
    while (reading.state() instanceof ReadingState.Preparing) {
      Thread.onSpinWait();
    }
    assertThat(reading.state()).isInstanceOf(ReadingState.Ready.class);
    return reading;
  }

  private static Map<RecordId, RecordChange.Present> readAll(RecordReading reading) {
    Map<RecordId, RecordChange.Present> records = new HashMap<>();
    Optional<String> cursor = Optional.empty();
    do {
      PageList list = reading.pages(cursor);
      Queue<PageRef> pages = new ArrayDeque<>(list.pages());
      while (!pages.isEmpty()) {
        read(reading, pages.remove(), records).ifPresent(pages::add);
      }
      cursor = list.cursor();
    } while (cursor.isPresent());
    return records;
  }

  private static Optional<PageRef> read(
      RecordReading reading, PageRef ref, Map<RecordId, RecordChange.Present> records) {
    try (RecordPage page = reading.open(ref)) {
      page.forEachRemaining(
          present -> assertThat(records.put(present.id(), present)).as("read twice").isNull());
      return page.nextPage();
    }
  }

  private static void control(String method, String path, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(ready.instanceUrl() + "/__simulator" + path).toURL().openConnection();
    connection.setRequestMethod(method);
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(connection.getResponseCode()).isBetween(200, 299);
    connection.disconnect();
  }
}
