package dev.syncline.salesforce.http;

/**
 * What carries a call: answers as soon as the head of the answer is there, with the body still to
 * be streamed. It follows no redirects and changes nothing. Tests put a function here.
 */
@FunctionalInterface
public interface HttpTransport {
  /** Makes the call. */
  HttpReply exchange(HttpCall call) throws TransportException;
}
