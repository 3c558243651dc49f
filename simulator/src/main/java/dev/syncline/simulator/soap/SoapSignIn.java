package dev.syncline.simulator.soap;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.oauth.OrgAddress;
import dev.syncline.simulator.oauth.OrgUser;
import dev.syncline.simulator.oauth.TokenStore;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code login}, {@code logout}, and who is signed in. */
final class SoapSignIn {
  /** From this version on there is no login. SOAP API end-of-life page, Winter '26. */
  private static final int FIRST_VERSION_WITHOUT_LOGIN = 65;

  private static final int SESSION_SECONDS = 7_200;
  private static final int MAX_ATTACHMENT_BYTES = 5_242_880;
  private static final String SCOPE = "api id";

  private final Org org;
  private final TokenStore tokens;
  private final boolean allowPassword;

  /**
   * @param allowPassword whether anybody may sign in with a password
   */
  SoapSignIn(Org org, TokenStore tokens, boolean allowPassword) {
    this.org = org;
    this.tokens = tokens;
    this.allowPassword = allowPassword;
  }

  /** {@code login}: any password that is not empty will do, where passwords are let in at all. */
  void login(OrgAddress address, ApiVersion version, XmlElement operation, XmlText out) {
    if (version.atLeast(FIRST_VERSION_WITHOUT_LOGIN)) {
      throw new SoapFault(
          "UNSUPPORTED_API_VERSION",
          "login() isn't available in SOAP API version " + version.text() + " and later.");
    }
    OrgUser user =
        org.users()
            .named(operation.textOf("username").orElse(""))
            .filter(OrgUser::active)
            .filter(_ -> allowPassword && !operation.textOf("password").orElse("").isEmpty())
            .orElseThrow(
                () ->
                    new SoapFault(
                        "INVALID_LOGIN",
                        "Invalid username, password, security token; or user locked out."));
    String base = address.instanceUrl() + "/services/Soap/";
    String place = "/" + version.text() + "/" + org.address().orgId().substring(0, 15);
    out.start("result");
    out.value("metadataServerUrl", base + "m" + place);
    out.value("passwordExpired", false);
    out.value("sandbox", false);
    out.value("serverUrl", base + "u" + place);
    out.value("sessionId", tokens.openSession(user.id(), "", SCOPE));
    out.value("userId", user.id());
    userInfo(out, "userInfo", user);
    out.end();
  }

  /** {@code logout}: ends the session of the call. */
  void logout(SoapCall call) {
    call.header()
        .find("SessionHeader")
        .flatMap(header -> header.textOf("sessionId"))
        .ifPresent(tokens::revoke);
  }

  /** {@code getUserInfo}. */
  void userInfo(SoapCall call, XmlText out) {
    OrgUser user =
        org.users().withId(call.caller().userId()).orElseGet(org.users()::integrationUser);
    userInfo(out, "result", user);
  }

  private void userInfo(XmlText out, String name, OrgUser user) {
    out.start(name);
    out.value("accessibilityMode", false);
    out.value("chatterExternal", false);
    out.value("currencySymbol", "$");
    out.value("orgAttachmentFileSizeLimit", MAX_ATTACHMENT_BYTES);
    out.value("orgDefaultCurrencyIsoCode", "USD");
    out.value("orgDefaultCurrencyLocale", "en_US");
    out.value("orgDisallowHtmlAttachments", false);
    out.value("orgHasPersonAccounts", false);
    out.value("organizationId", org.address().orgId());
    out.value("organizationMultiCurrency", false);
    out.value("organizationName", text("Organization", org.address().orgId(), "Name"));
    out.value("profileId", text("User", user.id(), "ProfileId"));
    out.value("roleId", text("User", user.id(), "UserRoleId"));
    out.value("sessionSecondsValid", SESSION_SECONDS);
    out.value("userDefaultCurrencyIsoCode", null);
    out.value("userEmail", user.email());
    out.value("userFullName", user.displayName());
    out.value("userId", user.id());
    out.value("userLanguage", "en_US");
    out.value("userLocale", "en_US");
    out.value("userName", user.username());
    out.value("userTimeZone", user.timeZone());
    out.value("userType", "Standard");
    out.value("userUiSkin", "Theme3");
    out.end();
  }

  private @Nullable String text(String object, String id, String field) {
    Optional<ObjectDefinition> definition = org.data().schema().object(object);
    Optional<Row> row = definition.flatMap(o -> org.data().snapshot().find(o, id));
    return definition
        .flatMap(o -> o.field(field))
        .flatMap(f -> row.map(r -> r.value(f)))
        .map(Object::toString)
        .orElse(null);
  }
}
