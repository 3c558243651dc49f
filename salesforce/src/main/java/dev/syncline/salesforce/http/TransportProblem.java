package dev.syncline.salesforce.http;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.net.URI;

/** Says what a broken exchange means to the reader. */
public final class TransportProblem {
  private TransportProblem() {}

  /** The failure of an exchange with that address as the engine knows failures. */
  public static OrgException of(TransportException failure, URI uri) {
    return new OrgException(
        problem(failure, uri.getScheme() + "://" + uri.getRawAuthority()), failure);
  }

  private static Problem problem(TransportException failure, String host) {
    String words = failure.getMessage() == null ? "no reason given" : failure.getMessage();
    return switch (failure.reason()) {
      case UNREACHABLE ->
          new Problem(
              "ORG-UNREACHABLE",
              ErrorClass.TRANSIENT,
              host + " cannot be reached: " + words,
              "It is tried again. Check the name of the host, DNS, the firewall and the proxy.");
      case UNTRUSTED ->
          new Problem(
              "ORG-UNTRUSTED",
              ErrorClass.MAPPING,
              host + " could not prove who it is: " + words,
              "If a proxy of yours stands between, import its authority's certificate into the"
                  + " trust store of the JDK (keytool -importcert -cacerts -file FILE).");
      case CUT ->
          new Problem(
              "ORG-CUT",
              ErrorClass.TRANSIENT,
              "The answer of " + host + " was cut: " + words,
              "It is tried again; nothing of it was used.");
      case TOO_SLOW ->
          new Problem(
              "ORG-TOO-SLOW",
              ErrorClass.TRANSIENT,
              host + " did not answer in time: " + words,
              "It is tried again. If it stays, see status.salesforce.com for the org's instance.");
      case TOO_LARGE ->
          new Problem(
              "ORG-ANSWER-TOO-LARGE",
              ErrorClass.MAPPING,
              "The answer of " + host + " was refused: " + words,
              "Read fewer fields or smaller pages.");
      case INTERRUPTED ->
          new Problem(
              "ORG-CALL-STOPPED",
              ErrorClass.TRANSIENT,
              "The call to " + host + " was stopped: " + words,
              "Nothing: it is made again after the start.");
    };
  }
}
