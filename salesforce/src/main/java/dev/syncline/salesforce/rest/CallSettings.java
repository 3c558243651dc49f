package dev.syncline.salesforce.rest;

import dev.syncline.salesforce.http.CallLimits;

/**
 * What calls to an org may take, and how often they are made again.
 *
 * @param answers for answers that are held in memory as a whole
 * @param pages for pages of records, which are streamed
 */
public record CallSettings(RetrySettings retries, CallLimits answers, CallLimits pages) {
  /** The standard retries and limits. */
  public static final CallSettings STANDARD =
      new CallSettings(RetrySettings.STANDARD, CallLimits.ANSWER, CallLimits.PAGE);

  /** The limits of a call. */
  CallLimits limits(ApiCall call) {
    if (call.upload().isPresent()) {
      return CallLimits.UPLOAD;
    }
    return call.streamed() ? pages : answers;
  }
}
