package dev.syncline.engine.database;

import dev.syncline.engine.stream.Channel;
import dev.syncline.model.OrgName;

/** One channel of one org. */
public record StreamName(OrgName org, Channel channel) {
  @Override
  public String toString() {
    return org + " " + channel;
  }
}
