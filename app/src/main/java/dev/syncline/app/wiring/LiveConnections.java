package dev.syncline.app.wiring;

import dev.syncline.app.config.AuthConfig;
import dev.syncline.app.config.BudgetConfig;
import dev.syncline.app.config.DatabaseConfig;
import dev.syncline.app.config.DocumentOfMapping;
import dev.syncline.app.config.MappingConfig;
import dev.syncline.app.config.OrgConfig;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.plugin.ConfiguredHooks;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Runs.Run;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.live.LiveSettings;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.revision.MappingDocument;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.BrowserLogin;
import dev.syncline.salesforce.auth.TokenStore;
import dev.syncline.salesforce.auth.TokenStore.StoredToken;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real orgs and databases of a configuration, each opened when it is first asked for. Asked by
 * one thread.
 */
public final class LiveConnections implements Connections {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConnections.class);

  /** Between the subscriptions of two orgs. */
  private static final Duration STAGGER = Duration.ofMillis(100);

  private final SynclineConfig config;
  private final OrgWiring orgWiring;
  private final DatabaseWiring databaseWiring;
  private final HomeTokens tokens;
  private final ConfiguredHooks hooks;
  private final Map<OrgName, SalesforceOrg> orgs = new HashMap<>();
  private final Map<DatabaseName, Database> databases = new HashMap<>();
  private final Set<DatabaseName> installed = new HashSet<>();

  private LiveConnections(SynclineConfig config, SettingReader settings, Path home) {
    Pace pace = RealTime.pace();
    this.config = config;
    this.orgWiring = new OrgWiring(settings, pace);
    this.databaseWiring = new DatabaseWiring(settings, pace, home);
    this.hooks = new ConfiguredHooks(settings, pace.clock(), LiveConnections::warn);
    this.tokens = new HomeTokens(config.home(), settings, databaseWiring);
  }

  /**
   * Opens nothing yet.
   *
   * @param home where the embedded server keeps its data
   */
  public static LiveConnections of(SynclineConfig config, SettingReader settings, Path home) {
    return new LiveConnections(config, settings, home);
  }

  @Override
  public SalesforceOrg org(OrgName name) {
    @Nullable SalesforceOrg open = orgs.get(name);
    if (open == null) {
      open = orgWiring.connect(name, configured(name), tokens);
      orgs.put(name, open);
    }
    return open;
  }

  private OrgConfig configured(OrgName name) {
    return Optional.ofNullable(config.orgs().get(name.value()))
        .orElseThrow(() -> new IllegalArgumentException("The configuration has no org " + name));
  }

  /**
   * Signs a person in to an org whose auth is a refresh token, and keeps the token.
   *
   * @param show gets the address to open in a browser
   * @return the name of the user who signed in
   */
  public String login(OrgName name, URI callback, Consumer<URI> show) {
    OrgConfig org = configured(name);
    if (!(org.auth() instanceof AuthConfig.RefreshToken auth)) {
      throw new IllegalArgumentException(name + " does not sign in by a refresh token");
    }
    StoredToken token =
        orgWiring.login(name, org, auth).inBrowser(callback, BrowserLogin.PATIENCE, show);
    try (TokenStore.Hold hold = tokens.hold(name)) {
      hold.keep(token);
    }
    return org(name).identity().username();
  }

  @Override
  public Database database(DatabaseName name) {
    Database database = reach(name);
    if (installed.add(name)) {
      database.install();
    }
    return database;
  }

  @Override
  public Database reach(DatabaseName name) {
    @Nullable Database open = databases.get(name);
    if (open == null) {
      DatabaseConfig database =
          Optional.ofNullable(config.databases().get(name.value()))
              .orElseThrow(
                  () -> new IllegalArgumentException("The configuration has no database " + name));
      open = databaseWiring.open(name, database);
      databases.put(name, open);
    }
    return open;
  }

  /** How to reach the embedded database that was opened last; empty where there is none. */
  public Optional<EmbeddedAccess> embeddedAccess() {
    return databaseWiring.access();
  }

  @Override
  public int reservePercent(OrgName name) {
    return configured(name)
        .budget()
        .map(BudgetConfig::reservePercent)
        .orElse(SyncSettings.RESERVE_PERCENT);
  }

  @Override
  public Optional<LiveSettings> live(OrgName name) {
    long listening = config.orgs().values().stream().filter(o -> o.events().isPresent()).count();
    return configured(name)
        .events()
        .map(
            events ->
                LiveSettings.of(SalesforceApi.CLIENT, events.listened(), events.proof())
                    .staggered(STAGGER.multipliedBy(listening - 1)));
  }

  @Override
  public DriftPolicy driftPolicy(MappingName mapping) {
    return Optional.ofNullable(config.mappings().get(mapping.value()))
        .map(MappingConfig::drift)
        .orElse(DriftPolicy.APPLY);
  }

  @Override
  public MappingHooks hooks(Mapping mapping) {
    return Optional.ofNullable(config.mappings().get(mapping.name().value()))
        .map(configured -> hooks.of(mapping, configured.hooks()))
        .orElse(MappingHooks.NONE);
  }

  private static void warn(Problem problem) {
    LOG.warn("{}", problem);
  }

  @Override
  public Optional<MappingDocument> document(MappingName mapping) {
    return DocumentOfMapping.of(config, mapping.value());
  }

  @Override
  public List<Run> endRuns() {
    List<Run> runs = new ArrayList<>();
    databases.values().forEach(database -> runs.addAll(database.runs().endAll()));
    return List.copyOf(runs);
  }

  @Override
  public long callsMade() {
    return orgs.values().stream().mapToLong(Org::callsMade).sum();
  }

  @Override
  public void close() {
    hooks.close();
    orgs.values().forEach(Org::close);
    databases.values().forEach(Database::close);
    tokens.close();
    databaseWiring.close();
  }
}
