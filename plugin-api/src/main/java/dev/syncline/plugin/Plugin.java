package dev.syncline.plugin;

/**
 * The way into a plugin, found by {@link java.util.ServiceLoader} in a jar of the folder {@code
 * plugins/}. A plugin sees the JDK, this package and the model, and its own jar.
 */
public interface Plugin {
  /** The name by which the configuration means it: letters, digits, '_' and '-', letter first. */
  String name();

  /**
   * Hooks for one mapping, asked for once per process and mapping.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong; its message is shown
   */
  Hooks open(HookedMapping mapping);
}
