package dev.syncline.engine.stream;

import java.util.regex.Pattern;

/**
 * What an org can be listened to by: {@code /data/ChangeEvents}, {@code /data/AccountChangeEvent},
 * {@code /data/Billing__chn}, {@code /event/Order_Paid__e}, {@code /topic/Accounts}, {@code
 * /u/notices}.
 *
 * @param name as the org spells it, with the slash in front
 */
public record Channel(String name) implements Comparable<Channel> {
  /** The longest name. */
  public static final int MAX_LENGTH = 255;

  private static final Pattern NAME = Pattern.compile("/(data|event|topic|u)/[^*\\s]+");

  /** The changes of all objects that the org has selected for Change Data Capture. */
  public static final Channel ALL_CHANGES = new Channel("/data/ChangeEvents");

  /**
   * @throws IllegalArgumentException if no channel can have this name
   */
  public Channel {
    if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is no channel: write it like /data/ChangeEvents, /event/Paid__e, /topic/Mine"
              + " or /u/notices");
    }
  }

  @Override
  public int compareTo(Channel other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
