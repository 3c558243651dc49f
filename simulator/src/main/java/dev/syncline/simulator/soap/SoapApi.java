package dev.syncline.simulator.soap;

import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Route.Access;
import dev.syncline.simulator.oauth.Sessions;
import dev.syncline.simulator.oauth.TokenStore;
import dev.syncline.simulator.rest.Org;
import java.util.List;
import java.util.Map;

/** The partner API of one org: its routes and operations. */
public final class SoapApi {
  private SoapApi() {}

  /**
   * How the API signs callers in.
   *
   * @param allowPassword whether {@code login} lets anybody in
   */
  public record SignIn(Sessions sessions, TokenStore tokens, boolean allowPassword) {}

  /**
   * The routes.
   *
   * @param parts the resources of REST that operations come to
   */
  public static List<Route> of(Org org, List<Route> parts, SignIn signIn) {
    var rest = new RestCalls(parts);
    var login = new SoapSignIn(org, signIn.tokens(), signIn.allowPassword());
    var endpoint = new SoapEndpoint(org, signIn.sessions(), login, operations(org, rest, login));
    return List.of(
        Route.of("POST", "/services/Soap/u/{number}", "/soap/u", Access.OPEN, endpoint),
        Route.of("POST", "/services/Soap/u/{number}/{org}", "/soap/u", Access.OPEN, endpoint));
  }

  /** A refusal of a call as this API words it: an envelope with a fault. */
  public static Reply fault(String code, String message) {
    return SoapEndpoint.reply(new SoapFault(code, message));
  }

  private static Map<String, SoapOperation> operations(Org org, RestCalls rest, SoapSignIn login) {
    var describes = new Describes(rest);
    var reads = new Reads(org, rest);
    var writes = new Writes(org, rest);
    return Map.ofEntries(
        Map.entry("describeGlobal", describes::global),
        Map.entry("describeSObject", describes::one),
        Map.entry("describeSObjects", describes::several),
        Map.entry("query", reads::query),
        Map.entry("queryAll", reads::queryAll),
        Map.entry("queryMore", reads::more),
        Map.entry("search", reads::search),
        Map.entry("retrieve", reads::retrieve),
        Map.entry("getUpdated", reads::updated),
        Map.entry("getDeleted", reads::deleted),
        Map.entry("create", writes::create),
        Map.entry("update", writes::update),
        Map.entry("upsert", writes::upsert),
        Map.entry("delete", writes::delete),
        Map.entry("undelete", writes::undelete),
        Map.entry("emptyRecycleBin", writes::emptyRecycleBin),
        Map.entry("merge", new Merges(org)::merge),
        Map.entry("convertLead", new LeadConversions(org)::convert),
        Map.entry("logout", (call, _) -> login.logout(call)),
        Map.entry("getUserInfo", login::userInfo),
        Map.entry(
            "getServerTimestamp",
            (_, out) ->
                out.start("result")
                    .value("timestamp", SoapEndpoint.moment(org.clock().instant()))
                    .end()));
  }
}
