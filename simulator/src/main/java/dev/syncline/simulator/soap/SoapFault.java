package dev.syncline.simulator.soap;

import dev.syncline.simulator.http.ApiException;
import java.util.Set;

/** A call that is answered with a fault. SOAP API Developer Guide, API Fault Element. */
final class SoapFault extends RuntimeException {
  /** The code of faults that are none of the partner API: the call could not be read. */
  static final String CLIENT = "soapenv:Client";

  private static final Set<String> WITH_PLACE =
      Set.of("InvalidFieldFault", "InvalidSObjectFault", "MalformedQueryFault");

  private final String code;

  SoapFault(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** A refusal of REST as SOAP words it. */
  static SoapFault of(ApiException refusal) {
    if (refusal.errors().isEmpty()) {
      return new SoapFault("UNKNOWN_EXCEPTION", "status " + refusal.status());
    }
    var first = refusal.errors().getFirst();
    String code = first.errorCode().equals("JSON_PARSER_ERROR") ? CLIENT : first.errorCode();
    return new SoapFault(code, first.message());
  }

  /** What the fault is told of by, such as {@code INVALID_SESSION_ID}. */
  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  /** The name of the fault's detail. */
  String kind() {
    return switch (code) {
      case "INVALID_LOGIN" -> "LoginFault";
      case "MALFORMED_ID" -> "InvalidIdFault";
      case "INVALID_FIELD" -> "InvalidFieldFault";
      case "INVALID_TYPE" -> "InvalidSObjectFault";
      case "MALFORMED_QUERY" -> "MalformedQueryFault";
      case "INVALID_QUERY_LOCATOR" -> "InvalidQueryLocatorFault";
      default -> "UnexpectedErrorFault";
    };
  }

  /** Whether the detail tells a row and a column of a statement. */
  boolean hasPlace() {
    return WITH_PLACE.contains(kind());
  }
}
