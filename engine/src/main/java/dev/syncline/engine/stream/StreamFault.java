package dev.syncline.engine.stream;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a stream could not be opened or has ended, told apart by what must be done next. Failures
 * carry one of these codes in their problem, apart from those of signing in and of the way to the
 * org, which keep the codes that they have everywhere.
 */
public enum StreamFault {
  /** The replay id has expired, is corrupt, or is another org's: there is a hole behind it. */
  REPLAY_REFUSED("STREAM-REPLAY", ErrorClass.TRANSIENT),
  /** The org has no such channel, or the user may not listen to it. */
  NO_CHANNEL("STREAM-NO-CHANNEL", ErrorClass.MAPPING),
  /** Signing in failed, or the session was refused twice in a row. */
  AUTH("STREAM-AUTH", ErrorClass.ACCESS),
  /** The events that the org delivers in a day are used up: poll until there are more. */
  ALLOWANCE_SPENT("STREAM-ALLOWANCE", ErrorClass.LIMIT),
  /** Too many subscriptions or requests: try again later, and less often. */
  SLOW_DOWN("STREAM-SLOW-DOWN", ErrorClass.LIMIT),
  /** Nothing came for {@link ChangeStream#SILENCE}, keep-alives neither: subscribe again. */
  SILENT("STREAM-SILENT", ErrorClass.TRANSIENT),
  /** The connection or the org failed, or the stream was not asked in time: subscribe again. */
  TRANSIENT("STREAM-ENDED", ErrorClass.TRANSIENT),
  /** Something that nobody knows of; trying again is as good as anything. */
  UNKNOWN("STREAM-FAILED", ErrorClass.BUG);

  private final String code;
  private final ErrorClass errorClass;

  StreamFault(String code, ErrorClass errorClass) {
    this.code = code;
    this.errorClass = errorClass;
  }

  /** The code of the problem. */
  public String code() {
    return code;
  }

  /** Who must act. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** What a failure of a stream comes to. */
  public static StreamFault of(ProblemException failure) {
    Optional<StreamFault> named =
        Arrays.stream(values())
            .filter(fault -> fault.code.equals(failure.problem().code()))
            .findFirst();
    return named.orElseGet(
        () ->
            switch (failure.errorClass()) {
              case ACCESS -> AUTH;
              case LIMIT -> SLOW_DOWN;
              case TRANSIENT -> TRANSIENT;
              case MAPPING -> NO_CHANNEL;
              case DATA, BUG -> UNKNOWN;
            });
  }
}
