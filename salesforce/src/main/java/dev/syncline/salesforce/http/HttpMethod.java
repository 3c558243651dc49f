package dev.syncline.salesforce.http;

/** The methods that the org's resources know. */
public enum HttpMethod {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
