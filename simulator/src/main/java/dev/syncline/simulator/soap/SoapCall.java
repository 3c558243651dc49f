package dev.syncline.simulator.soap;

import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.data.SaveOptions;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.Headers;
import dev.syncline.simulator.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation that a signed-in user asks for.
 *
 * @param header the envelope's header, without children when there is none
 * @param operation the element that names the operation
 */
record SoapCall(Caller caller, ApiVersion version, XmlElement header, XmlElement operation) {
  /** The options of the envelope's header as REST's headers of the same purpose. */
  Headers restHeaders() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    option("CallOptions", "client")
        .ifPresent(client -> headers.put("Sforce-Call-Options", List.of("client=" + client)));
    option("QueryOptions", "batchSize")
        .ifPresent(size -> headers.put("Sforce-Query-Options", List.of("batchSize=" + size)));
    option("DuplicateRuleHeader", "allowSave")
        .ifPresent(
            allow -> headers.put("Sforce-Duplicate-Rule-Header", List.of("allowSave=" + allow)));
    option("AssignmentRuleHeader", "useDefaultRule")
        .ifPresent(use -> headers.put("Sforce-Auto-Assign", List.of(use)));
    option("MruHeader", "updateMru")
        .ifPresent(update -> headers.put("Sforce-Mru", List.of("updateMru=" + update)));
    return Headers.of(headers);
  }

  private Optional<String> option(String element, String child) {
    return header.find(element).flatMap(found -> found.textOf(child));
  }

  boolean allOrNone() {
    return isTrue("AllOrNoneHeader", "allOrNone");
  }

  private boolean isTrue(String element, String child) {
    return option(element, child)
        .filter(text -> text.equals("true") || text.equals("1"))
        .isPresent();
  }

  /** What the caller asks of saves beyond the values. */
  SaveOptions saveOptions() {
    return new SaveOptions(
        isTrue("DuplicateRuleHeader", "allowSave"),
        false,
        isTrue("AllowFieldTruncationHeader", "allowFieldTruncation"));
  }

  /** The caller as a writer. */
  Actor actor() {
    String client = option("CallOptions", "client").orElse("");
    return Actor.api(caller.userId(), "soap", version.text(), client);
  }

  /**
   * An argument that must be there.
   *
   * @throws SoapFault if it is not
   */
  String required(String argument) {
    return operation
        .textOf(argument)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () -> new SoapFault("MISSING_ARGUMENT", "The argument " + argument + " is required."));
  }
}
