package dev.syncline.app.plugin;

import dev.syncline.app.config.HookConfig;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.app.webhook.WebhookHooks;
import dev.syncline.app.webhook.WebhookSender;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.hook.NamedHooks;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.plugin.HookedMapping;
import dev.syncline.plugin.Hooks;
import dev.syncline.plugin.Plugin;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The hooks of mappings as the configuration has them, each mapping's made when it is first asked
 * for. Asked by one thread.
 */
public final class ConfiguredHooks implements AutoCloseable {
  /** The folder of plugins, beside the configuration. */
  public static final String FOLDER = "plugins";

  private final SettingReader settings;
  private final InstantSource clock;
  private final Consumer<Problem> troubles;
  private final Map<MappingName, MappingHooks> made = new HashMap<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private List<PluginFolder> loaded = List.of();

  /**
   * @param troubles is told of failures of hooks that stop nothing
   */
  public ConfiguredHooks(SettingReader settings, InstantSource clock, Consumer<Problem> troubles) {
    this.settings = settings;
    this.clock = clock;
    this.troubles = troubles;
  }

  /**
   * The hooks of a mapping.
   *
   * @throws dev.syncline.app.operation.MappingException if a plugin is not there, or what it or a
   *     webhook is told does not fit
   */
  public MappingHooks of(Mapping mapping, List<HookConfig> configured) {
    if (configured.isEmpty()) {
      return MappingHooks.NONE;
    }
    MappingHooks known = made.get(mapping.name());
    if (known != null) {
      return known;
    }
    List<NamedHooks> hooks = new ArrayList<>();
    configured.forEach(one -> hooks.add(named(mapping, one)));
    var all = new MappingHooks(hooks);
    made.put(mapping.name(), all);
    return all;
  }

  private NamedHooks named(Mapping mapping, HookConfig config) {
    return switch (config) {
      case HookConfig.Plugin plugin ->
          new NamedHooks(
              "plugin " + plugin.name(),
              open(mapping, plugin),
              plugin.onFailure(),
              plugin.patience(),
              clock,
              troubles);
      case HookConfig.Webhook webhook -> {
        URI address = address(mapping, settings.read(webhook.url()));
        yield new NamedHooks(
            "webhook " + address.getHost() + address.getPath(),
            open(mapping, webhook, address),
            webhook.onFailure(),
            webhook.patience(),
            clock,
            troubles);
      }
    };
  }

  private Hooks open(Mapping mapping, HookConfig.Plugin config) {
    PluginFolder folder = folder();
    Plugin plugin =
        folder
            .find(config.name())
            .orElseThrow(
                () ->
                    PluginFolder.refused(
                        "mapping %s: there is no plugin '%s' in %s"
                            .formatted(mapping.name(), config.name(), path()),
                        folder.names().isEmpty()
                            ? "put its jar there"
                            : "the plugins there are: " + String.join(", ", folder.names())));
    Map<String, String> told = new LinkedHashMap<>();
    config.settings().forEach((name, setting) -> told.put(name, settings.read(setting)));
    try {
      Hooks hooks = plugin.open(context(mapping, told));
      opened.add(hooks);
      return hooks;
    } catch (RuntimeException | LinkageError e) {
      throw PluginFolder.refused(
          "mapping %s: plugin '%s' cannot be opened: %s: %s"
              .formatted(
                  mapping.name(), config.name(), e.getClass().getSimpleName(), e.getMessage()),
          "correct its settings, or the plugin");
    }
  }

  private static HookedMapping context(Mapping mapping, Map<String, String> told) {
    return new HookedMapping(
        mapping.name(), mapping.org(), mapping.object(), mapping.database(), mapping.table(), told);
  }

  private Hooks open(Mapping mapping, HookConfig.Webhook config, URI address) {
    var sender =
        new WebhookSender(address, settings.read(config.secret()), config.patience(), clock);
    opened.add(sender);
    return new WebhookHooks(context(mapping, Map.of()), config.points(), sender);
  }

  private static URI address(Mapping mapping, String text) {
    try {
      URI uri = new URI(text);
      if (WebhookSender.isAllowed(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Refused below, without the text, which may hold a secret.
    }
    throw PluginFolder.refused(
        "mapping %s: the url of a webhook is no address that can be called"
            .formatted(mapping.name()),
        "write https://host/path, or http://localhost:port/path, without a user or fragment");
  }

  private Path path() {
    return settings.folder().resolve(FOLDER);
  }

  private PluginFolder folder() {
    if (loaded.isEmpty()) {
      loaded = List.of(PluginFolder.load(path()));
    }
    return loaded.getFirst();
  }

  @Override
  public void close() {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception ignored) {
        // The process ends; what a plugin could not give back goes with it.
      }
    }
    loaded.forEach(PluginFolder::close);
  }
}
