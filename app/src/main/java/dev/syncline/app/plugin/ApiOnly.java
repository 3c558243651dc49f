package dev.syncline.app.plugin;

import dev.syncline.model.Value;
import dev.syncline.plugin.Plugin;
import java.util.List;

/**
 * Shows a plugin what it may see of Syncline: the API and the model, and else the JDK alone. So no
 * plugin comes to depend on what is inside, and none meets our libraries in place of its own.
 */
final class ApiOnly extends ClassLoader {
  private static final List<String> SHOWN =
      List.of(Plugin.class.getPackageName() + ".", Value.class.getPackageName() + ".");

  private final ClassLoader own;

  ApiOnly() {
    super("syncline-plugin-api", ClassLoader.getPlatformClassLoader());
    this.own = Plugin.class.getClassLoader();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (String shown : SHOWN) {
      if (name.startsWith(shown) && name.indexOf('.', shown.length()) < 0) {
        return own.loadClass(name);
      }
    }
    throw new ClassNotFoundException(name);
  }
}
