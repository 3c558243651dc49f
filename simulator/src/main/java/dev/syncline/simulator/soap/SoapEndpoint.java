package dev.syncline.simulator.soap;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.oauth.Sessions;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlReader;
import dev.syncline.simulator.xml.XmlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /services/Soap/u/XX.0}: envelopes in, envelopes out. */
final class SoapEndpoint implements Endpoint {
  private static final String XML = "text/xml; charset=UTF-8";
  private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String PARTNER = "urn:partner.soap.sforce.com";
  private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Org org;
  private final Sessions sessions;
  private final SoapSignIn signIn;
  private final Map<String, SoapOperation> operations;

  SoapEndpoint(
      Org org, Sessions sessions, SoapSignIn signIn, Map<String, SoapOperation> operations) {
    this.org = org;
    this.sessions = sessions;
    this.signIn = signIn;
    this.operations = Map.copyOf(operations);
  }

  /** A moment as XML writes it. */
  static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  @Override
  public Reply answer(Call call) throws IOException {
    try {
      ApiVersion version = version(call.variable("number"));
      XmlElement envelope = envelope(call);
      XmlElement operation =
          envelope.find("Body").flatMap(body -> body.children().stream().findFirst()).orElse(null);
      if (operation == null) {
        throw new SoapFault("MISSING_ARGUMENT", "The envelope has no operation in its body.");
      }
      return Reply.text(200, XML, answer(call, version, envelope, operation));
    } catch (SoapFault fault) {
      return reply(fault);
    } catch (ApiException refusal) {
      return reply(SoapFault.of(refusal));
    }
  }

  static Reply reply(SoapFault fault) {
    return Reply.text(500, XML, fault(fault));
  }

  private static ApiVersion version(String number) {
    return ApiVersion.ofSegment("v" + number)
        .filter(
            version ->
                switch (version.support()) {
                  case SUPPORTED, DEPRECATED -> true;
                  case RETIRED, UNKNOWN -> false;
                })
        .orElseThrow(
            () -> new SoapFault("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL"));
  }

  private static XmlElement envelope(Call call) throws IOException {
    try {
      XmlElement envelope = XmlReader.read(new ByteArrayInputStream(call.body().bytes()));
      if (!envelope.namespace().equals(ENVELOPE) || !envelope.name().equals("Envelope")) {
        throw new SoapFault(SoapFault.CLIENT, "A SOAP 1.1 envelope is expected.");
      }
      return envelope;
    } catch (XmlReader.MalformedException e) {
      throw new SoapFault(SoapFault.CLIENT, e.getMessage() == null ? "" : e.getMessage());
    }
  }

  private String answer(Call call, ApiVersion version, XmlElement envelope, XmlElement operation)
      throws IOException {
    XmlText out =
        opened("xmlns=\"" + PARTNER + "\" xmlns:sf=\"urn:sobject.partner.soap.sforce.com\"");
    String name = operation.name();
    if (name.equals("login")) {
      out.start("soapenv:Body").start("loginResponse");
      signIn.login(org.address().seenBy(call), version, operation, out);
    } else {
      SoapOperation found = operations.get(name);
      if (found == null || !operation.namespace().equals(PARTNER)) {
        throw new SoapFault(
            SoapFault.CLIENT,
            "No operation available for request {" + operation.namespace() + "}" + name);
      }
      XmlElement header =
          envelope
              .find("Header")
              .orElse(new XmlElement(ENVELOPE, "Header", Map.of(), List.of(), ""));
      Caller caller = caller(header);
      spend();
      limitInfo(out);
      out.start("soapenv:Body").start(name + "Response");
      found.answer(new SoapCall(caller, version, header, operation), out);
    }
    return out.end().end().end().toString();
  }

  private Caller caller(XmlElement header) {
    return header
        .find("SessionHeader")
        .flatMap(session -> session.textOf("sessionId"))
        .flatMap(sessions::find)
        .orElseThrow(
            () ->
                new SoapFault(
                    "INVALID_SESSION_ID",
                    "Invalid Session ID found in SessionHeader: Illegal Session"));
  }

  private void spend() {
    if (!org.limits().use(Limit.DAILY_API_REQUESTS, 1)) {
      throw new SoapFault("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
  }

  private void limitInfo(XmlText out) {
    OrgLimits.State state = org.limits().state(Limit.DAILY_API_REQUESTS);
    out.start("soapenv:Header").start("LimitInfoHeader").start("limitInfo");
    out.value("current", state.used());
    out.value("limit", state.maximum());
    out.value("type", "API REQUESTS");
    out.end().end().end();
  }

  private static XmlText opened(String namespaces) {
    return new XmlText()
        .start(
            "soapenv:Envelope",
            "xmlns:soapenv=\"%s\" xmlns:xsi=\"%s-instance\" xmlns:xsd=\"%s\" xmlns:tns=\"%s\""
                    .formatted(ENVELOPE, SCHEMA, SCHEMA, PARTNER)
                + " xmlns:urn=\""
                + PARTNER
                + "\" "
                + namespaces);
  }

  private static String fault(SoapFault fault) {
    XmlText out = opened("xmlns:sf=\"urn:fault.partner.soap.sforce.com\"");
    out.start("soapenv:Body").start("soapenv:Fault");
    if (fault.code().equals(SoapFault.CLIENT)) {
      out.value("faultcode", SoapFault.CLIENT).value("faultstring", fault.message());
      return out.end().end().end().toString();
    }
    out.value("faultcode", "sf:" + fault.code());
    out.value("faultstring", fault.code() + ": " + fault.message());
    String detail = "sf:" + fault.kind();
    out.start("detail").start(detail, "xsi:type=\"" + detail + "\"");
    out.value("sf:exceptionCode", fault.code());
    out.value("sf:exceptionMessage", fault.message());
    if (fault.hasPlace()) {
      out.value("sf:row", -1).value("sf:column", -1);
    }
    return out.end().end().end().end().end().toString();
  }
}
