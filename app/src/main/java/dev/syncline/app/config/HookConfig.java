package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Names;
import dev.syncline.app.config.shape.Secrecy;
import dev.syncline.engine.hook.NamedHooks;
import dev.syncline.engine.hook.OnFailure;
import dev.syncline.plugin.HookPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is asked about records and rows on their way. */
@Concern(name = "a hook", doc = "Who is asked: exactly one of these. See [hooks.md](hooks.md).")
public sealed interface HookConfig {
  /** What becomes of records and rows about which the hook could not be asked. */
  OnFailure onFailure();

  /** How long a call may take. */
  Duration patience();

  /** A plugin. */
  @Concern(
      name = "a plugin",
      doc = "A plugin: a jar in the folder `plugins` beside this file. Its name alone will do.",
      shorthand = "name")
  record Plugin(
      @Entry(
              value = "The name that the plugin gives itself.",
              pattern = "[A-Za-z][A-Za-z0-9_-]{0,62}",
              says = "the name of a plugin, such as no-test-data",
              alsoTried = {"id", "class", "jar"})
          String name,
      @Entry(
              value = "What the plugin wants to know for this mapping.",
              names = Names.CHOSEN,
              alsoTried = {"with", "options", "config"})
          Map<String, Setting> settings,
      @Entry(
              value = "How long a call may take, at most 1m.",
              byDefault = "10s",
              pattern = ScheduleText.DURATION,
              says = ScheduleText.DURATION_SAYS)
          String timeout,
      @Entry(
              value =
                  "What becomes of records and rows about which the plugin could not be asked:"
                      + " `retry` asks again, as often as the push's retries say, then parks;"
                      + " `allow` goes on as if it had said nothing; `park` parks at once.",
              byDefault = "retry",
              alsoTried = {"onError", "onTimeout"})
          OnFailure onFailure)
      implements HookConfig, Checked {
    public Plugin {
      settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
    }

    @Override
    public Duration patience() {
      return ScheduleText.duration(timeout);
    }

    @Override
    public List<Objection> objections() {
      return HookConfig.patience(timeout);
    }
  }

  /** A webhook. */
  @Concern(
      name = "a webhook",
      doc = "A webhook: a signed POST with some records or rows, and an answer for each.")
  record Webhook(
      @Entry(
              value = "The address: https, or http on this machine.",
              alsoTried = {"address", "endpoint"})
          Setting url,
      @Entry(
              value = "The secret with which calls are signed.",
              secrecy = Secrecy.REFERENCE_ONLY,
              alsoTried = {"key", "token"})
          Setting secret,
      @Entry(
              value = "The points at which it is asked, or told.",
              alsoTried = {"events", "on"})
          List<HookPoint> points,
      @Entry(
              value = "How long a call may take, with its answer, at most 1m.",
              byDefault = "10s",
              pattern = ScheduleText.DURATION,
              says = ScheduleText.DURATION_SAYS)
          String timeout,
      @Entry(
              value =
                  "What becomes of records and rows about which it could not be asked, as with a"
                      + " plugin.",
              byDefault = "retry",
              alsoTried = {"onError", "onTimeout"})
          OnFailure onFailure)
      implements HookConfig, Checked {
    public Webhook {
      points = List.copyOf(points);
    }

    @Override
    public Duration patience() {
      return ScheduleText.duration(timeout);
    }

    @Override
    public List<Objection> objections() {
      List<Objection> objections = new ArrayList<>(HookConfig.patience(timeout));
      if (points.isEmpty()) {
        objections.add(
            new Objection(
                "points", "the webhook has no points", "list some, such as [push_allowed]"));
      }
      return objections;
    }
  }

  private static List<Checked.Objection> patience(String timeout) {
    return ScheduleText.duration(timeout).compareTo(NamedHooks.LONGEST_TIMEOUT) <= 0
        ? List.of()
        : List.of(
            new Checked.Objection(
                "timeout",
                "'timeout' is out of range",
                "write at most " + NamedHooks.LONGEST_TIMEOUT.toSeconds() + "s"));
  }
}
