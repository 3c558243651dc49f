package dev.syncline.salesforce;

import dev.syncline.engine.org.Budget;
import dev.syncline.engine.org.CallCount;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.org.RecordWriter;
import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordId;
import dev.syncline.salesforce.auth.OrgSignIn;
import dev.syncline.salesforce.auth.SignIn;
import dev.syncline.salesforce.auth.TokenOwner;
import dev.syncline.salesforce.budget.BudgetKeeper;
import dev.syncline.salesforce.bulk.BulkReading;
import dev.syncline.salesforce.change.OrgChanges;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.HttpTransport;
import dev.syncline.salesforce.http.JdkHttpTransport;
import dev.syncline.salesforce.http.TrustedAuthorities;
import dev.syncline.salesforce.http.Watchdog;
import dev.syncline.salesforce.pubsub.PubSubSession;
import dev.syncline.salesforce.pubsub.PubSubStreams;
import dev.syncline.salesforce.rest.Describes;
import dev.syncline.salesforce.rest.Identities;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.Queries;
import dev.syncline.salesforce.rest.RestReading;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One Salesforce org over HTTP. Nothing is asked of it before the first call. */
public final class SalesforceOrg implements Org {
  /** Object Reference, "System Fields": only of objects whose records go to the recycle bin. */
  private static final String IS_DELETED = "IsDeleted";

  private final OrgSettings settings;
  private final Runnable closing;
  private final TokenOwner owner;
  private final SalesforceApi api;
  private final OrgVersion version;
  private final Describes describes;
  private final Queries queries;
  private final BudgetKeeper budget;
  private final PubSubStreams streams;
  private final AtomicReference<@Nullable OrgIdentity> identified = new AtomicReference<>();

  private SalesforceOrg(
      OrgSettings settings, OrgEnvironment environment, HttpTransport transport, Runnable closing) {
    Watchdog watchdog = new Watchdog();
    this.settings = settings;
    AllowedHosts hosts = AllowedHosts.of(settings.allowHosts());
    HttpCaller http = new HttpCaller(transport, hosts, watchdog, settings.wire().compression());
    SignIn signIn =
        OrgSignIn.of(
            settings.name(),
            settings.loginUrl(),
            settings.credentials(),
            http,
            environment.tokens(),
            environment.clock());
    this.owner = new TokenOwner(signIn, environment.clock());
    this.budget = new BudgetKeeper(environment.clock());
    this.api =
        new SalesforceApi(
            http,
            owner,
            budget,
            settings.wire().calls(),
            environment.waiter(),
            environment.random());
    this.version = new OrgVersion(api, settings.apiVersion());
    this.describes =
        new Describes(api, version, environment.clock(), settings.reading().describesKeptFor());
    this.queries = new Queries(api, version);
    this.streams =
        new PubSubStreams(
            settings.listening().pubSub(),
            hosts,
            new PubSubSession(owner, () -> knownIdentity().organizationId()),
            environment.clock(),
            settings.listening().silence(),
            describes::known);
    this.closing =
        () -> {
          streams.close();
          watchdog.close();
          closing.run();
        };
  }

  /**
   * Connects over the network.
   *
   * @throws OrgException of class MAPPING if the login host is not allowed or a key is unreadable
   * @throws IllegalArgumentException if the file of authorities is unreadable
   */
  public static SalesforceOrg connect(OrgSettings settings, OrgEnvironment environment) {
    JdkHttpTransport transport =
        new JdkHttpTransport(
            settings.wire().connectTimeout(),
            TrustedAuthorities.of(settings.wire().caCertificate()));
    boolean made = false;
    try {
      SalesforceOrg org = new SalesforceOrg(settings, environment, transport, transport::close);
      made = true;
      return org;
    } finally {
      if (!made) {
        transport.close();
      }
    }
  }

  /** Connects over a transport that the caller owns. */
  public static SalesforceOrg over(
      HttpTransport transport, OrgSettings settings, OrgEnvironment environment) {
    return new SalesforceOrg(settings, environment, transport, () -> {});
  }

  @Override
  public OrgName name() {
    return settings.name();
  }

  @Override
  public OrgIdentity identity() {
    return new Identities(api, queries).identity();
  }

  @Override
  public List<ObjectName> objects() {
    return describes.queryable();
  }

  @Override
  public void expireDescribes() {
    describes.expire();
  }

  @Override
  public ObjectDescription describe(ObjectName object) {
    return describes.describe(object);
  }

  @Override
  public ObjectDescription describe(ObjectName object, Collection<FieldName> named) {
    return describes.describe(object, named);
  }

  /**
   * Everything that the org tells of an object, as {@code GET /sobjects/X/describe} tells it.
   *
   * @throws OrgException of class MAPPING if the integration user sees no such object
   */
  public JsonNode describeWhole(ObjectName object) {
    return describes.whole(object);
  }

  @Override
  public long count(RecordQuery query) {
    return queries.count(query);
  }

  @Override
  public RecordReading startReading(RecordQuery query, ReadingMethod method) {
    String now = version.number();
    return switch (method) {
      case BULK ->
          BulkReading.start(api, describes, query, now, settings.reading().bulkPageRecords());
      case REST -> rest(query, now);
    };
  }

  @Override
  public RecordReading resumeReading(RecordQuery query, String handle) {
    return BulkReading.resume(api, describes, query, handle)
        .<RecordReading>map(reading -> reading)
        .or(() -> RestReading.version(handle).map(then -> rest(query, then)))
        .orElseGet(() -> new GoneReading(handle));
  }

  /** Empty for an object without a recycle bin, such as User: nothing tells what was deleted. */
  @Override
  public Set<RecordId> deletedAmong(ObjectName object, List<RecordId> ids) {
    if (ids.size() > MAX_IDS_PER_CALL) {
      throw new IllegalArgumentException("At most " + MAX_IDS_PER_CALL + " ids per call");
    }
    if (describes.describe(object).field(IS_DELETED).isEmpty()) {
      return Set.of();
    }
    return queries.deletedAmong(object, ids);
  }

  @Override
  public Budget budget() {
    if (!budget.isFresh()) {
      budget.noteLimits(limits());
    }
    return budget.budget();
  }

  @Override
  public long callsMade() {
    return api.callsMade();
  }

  @Override
  public CallCount calls() {
    return new CallCount(api.callsMade(), budget.budget().limit(BudgetKeeper.DAILY_CALLS));
  }

  /** Forgets that the org refused to sign in: somebody says that it will work now. */
  public void signInAgain() {
    owner.tryAgain();
  }

  @Override
  public void close() {
    closing.run();
  }

  /** The limits, or what the answers told if the user may not see the resource. */
  private List<Budget.Limit> limits() {
    try {
      return queries.limits();
    } catch (OrgException e) {
      if (e.errorClass() == ErrorClass.ACCESS && !e.problem().code().startsWith("AUTH-RE")) {
        return budget.budget().limits();
      }
      throw e;
    }
  }

  private RestReading rest(RecordQuery query, String then) {
    return new RestReading(api, describes, query, then, settings.reading().restPageRecords());
  }

  @Override
  public RecordWriter writer() {
    return new SalesforceWriter(api, version);
  }

  @Override
  public ChangeReader changes() {
    return new OrgChanges(api, version, describes, this::knownIdentity);
  }

  @Override
  public ChangeStreams streams() {
    return streams;
  }

  /** As whom we call does not change while the process lives. */
  private OrgIdentity knownIdentity() {
    OrgIdentity known = identified.get();
    if (known == null) {
      known = identity();
      identified.set(known);
    }
    return known;
  }
}
