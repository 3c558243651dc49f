package dev.syncline.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.stream.Channel;
import dev.syncline.model.ObjectName;
import org.junit.jupiter.api.Test;

final class ListenedTest {
  private static boolean tells(String channel, String object) {
    return Listened.concerns(new Channel(channel), new ObjectName(object));
  }

  @Test
  void the_channel_of_one_object_tells_of_that_object_alone() {
    assertThat(tells("/data/AccountChangeEvent", "Account")).isTrue();
    assertThat(tells("/data/AccountChangeEvent", "Contact")).isFalse();
    assertThat(tells("/data/Invoice__ChangeEvent", "Invoice__c")).isTrue();
    assertThat(tells("/data/Invoice__ChangeEvent", "Invoice")).isFalse();
  }

  @Test
  void channels_of_many_objects_may_tell_of_any_and_platform_events_of_none() {
    assertThat(tells("/data/ChangeEvents", "Account")).isTrue();
    assertThat(tells("/data/Billing__chn", "Account")).isTrue();
    assertThat(tells("/event/Order_Paid__e", "Account")).isFalse();
  }
}
