package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.SaveOptions;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.oauth.OrgAddress;
import dev.syncline.simulator.oauth.OrgUser;
import dev.syncline.simulator.oauth.Users;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.QuerySettings;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The org behind the resources.
 *
 * @param clock the org's clock
 */
public record Org(
    OrgData data, Users users, OrgLimits limits, OrgAddress address, InstantSource clock) {
  /**
   * The object that the path names.
   *
   * @throws ApiException (404) if there is none
   */
  public ObjectDefinition object(Call call) {
    return schema(call).object(call.variable("object")).orElseThrow(ApiException::notFound);
  }

  /** The objects and fields that this caller has a right to see. */
  public Schema schema(Call call) {
    return view(call).schema();
  }

  /** Whether the caller has the permission to delete records of an object for good. */
  public boolean mayHardDelete(Call call, ObjectDefinition object) {
    return object.rules().access().hardDelete()
        || !call.caller().userId().equals(data.integrationUserId());
  }

  /**
   * Begins a transaction of this caller of REST; a part of the one that the call lies within, if it
   * does.
   */
  public Transaction begin(Call call) {
    return call.scope(Transaction.class)
        .map(Transaction::nested)
        .orElseGet(() -> data.begin(actor(call, "rest"), options(call)));
  }

  private static SaveOptions options(Call call) {
    boolean allow =
        call.headers()
            .option("Sforce-Duplicate-Rule-Header", "allowSave")
            .filter("true"::equalsIgnoreCase)
            .isPresent();
    return new SaveOptions(allow, false, false);
  }

  /**
   * The caller as a writer.
   *
   * @param api the API's name in change events, such as {@code rest}
   */
  public Actor actor(Call call, String api) {
    String client = call.headers().option("Sforce-Call-Options", "client").orElse("");
    return Actor.api(call.caller().userId(), api, call.version().text(), client);
  }

  /** What the caller sees: what is committed, and what the call's own transaction has written. */
  public Snapshot view(Call call) {
    return call.scope(Transaction.class)
        .map(Transaction::view)
        .orElseGet(() -> data.snapshot(call.caller().userId()));
  }

  /** How a statement of this caller is to be read. Dates are the user's. */
  public QuerySettings querySettings(Call call, boolean includeDeleted) {
    return new QuerySettings(
        call.version().number(),
        clock.instant(),
        timeZone(call),
        includeDeleted,
        call.caller().userId());
  }

  private ZoneId timeZone(Call call) {
    return users
        .withId(call.caller().userId())
        .map(OrgUser::timeZone)
        .map(ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }
}
