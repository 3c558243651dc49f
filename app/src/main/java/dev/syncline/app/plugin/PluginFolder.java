package dev.syncline.app.plugin;

import dev.syncline.app.operation.MappingException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.plugin.Plugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars of a folder, each with a class loader of its own, and the plugins in them. */
final class PluginFolder implements AutoCloseable {
  /** The most jars of the folder. */
  static final int MAX_JARS = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

  private final Path folder;
  private final List<URLClassLoader> loaders = new ArrayList<>();
  private final Map<String, Plugin> plugins = new TreeMap<>();

  private PluginFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Loads all plugins of a folder; none if there is no such folder.
   *
   * @throws MappingException if a jar is none, a plugin cannot be made, or two have one name
   */
  static PluginFolder load(Path folder) {
    var loaded = new PluginFolder(folder);
    for (Path jar : jars(folder)) {
      loaded.add(jar);
    }
    return loaded;
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().endsWith(".jar"))
              .sorted()
              .limit(MAX_JARS + 1L)
              .toList();
      if (jars.size() > MAX_JARS) {
        throw refused(
            "The folder " + folder + " has more than " + MAX_JARS + " jars",
            "leave those that the configuration names");
      }
      return jars;
    } catch (IOException e) {
      throw refused(
          "The folder " + folder + " cannot be read: " + e.getClass().getSimpleName(),
          "grant the right to read");
    }
  }

  private void add(Path jar) {
    try {
      var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, new ApiOnly());
      loaders.add(loader);
      for (Plugin plugin : ServiceLoader.load(Plugin.class, loader)) {
        add(jar, plugin);
      }
    } catch (MalformedURLException | ServiceConfigurationError | LinkageError e) {
      throw refused(
          "The plugin in " + jar + " cannot be loaded: " + e.getMessage(),
          "compile it against this version's plugin API and name its class in"
              + " META-INF/services/dev.syncline.plugin.Plugin");
    }
  }

  private void add(Path jar, Plugin plugin) {
    String name = plugin.name();
    if (!NAME.matcher(name).matches()) {
      throw refused(
          "The plugin " + plugin.getClass().getName() + " in " + jar + " has no proper name",
          "let name() give letters, digits, '_' and '-', with a letter first");
    }
    if (plugins.putIfAbsent(name, plugin) != null) {
      throw refused(
          "Two plugins in " + folder + " are called '" + name + "', one of them in " + jar,
          "remove one of the two");
    }
  }

  /** The plugin of that name. */
  Optional<Plugin> find(String name) {
    return Optional.ofNullable(plugins.get(name));
  }

  /** The names of all plugins. */
  List<String> names() {
    return List.copyOf(plugins.keySet());
  }

  static MappingException refused(String message, String action) {
    return new MappingException(
        List.of(new Problem("PLUGIN-REFUSED", ErrorClass.MAPPING, message, action)));
  }

  @Override
  public void close() {
    for (URLClassLoader loader : loaders) {
      try {
        loader.close();
      } catch (IOException ignored) {
        // The process ends, and its open files with it.
      }
    }
  }
}
