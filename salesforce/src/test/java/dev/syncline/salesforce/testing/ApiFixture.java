package dev.syncline.salesforce.testing;

import dev.syncline.salesforce.auth.AccessToken;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.auth.SignIn;
import dev.syncline.salesforce.auth.TokenOwner;
import dev.syncline.salesforce.budget.BudgetKeeper;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.CallLimits;
import dev.syncline.salesforce.http.Compression;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.HttpTransport;
import dev.syncline.salesforce.http.Watchdog;
import dev.syncline.salesforce.rest.CallSettings;
import dev.syncline.salesforce.rest.RetrySettings;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller of an org that is a function: signed in without a question, with turned time. */
public final class ApiFixture implements AutoCloseable {
  public static final URI INSTANCE = URI.create("https://acme.my.salesforce.com");
  public static final String TOKEN = "00D000000000001!token";

  public final TurnedTime time = new TurnedTime();
  public final AtomicInteger signIns = new AtomicInteger();
  public final FunctionTransport transport;
  public final BudgetKeeper budget = new BudgetKeeper(time);
  public final SalesforceApi api;
  private final Watchdog watchdog = new Watchdog();

  public ApiFixture(HttpTransport org) {
    this(org, new RetrySettings(5, Duration.ofSeconds(1), Duration.ofSeconds(30)));
  }

  public ApiFixture(HttpTransport org, RetrySettings retries) {
    transport = new FunctionTransport(org);
    HttpCaller http =
        new HttpCaller(transport, AllowedHosts.of(List.of()), watchdog, Compression.NEVER);
    TokenOwner owner = new TokenOwner(new Always(), time);
    CallSettings settings = new CallSettings(retries, CallLimits.ANSWER, CallLimits.PAGE);
    api = new SalesforceApi(http, owner, budget, settings, time, new Random(3));
  }

  @Override
  public void close() {
    watchdog.close();
  }

  private final class Always implements SignIn {
    @Override
    public AccessToken signIn() {
      int number = signIns.incrementAndGet();
      return new AccessToken(new Secret(TOKEN + number), INSTANCE, Optional.empty(), number);
    }

    @Override
    public String presented() {
      return "";
    }
  }
}
