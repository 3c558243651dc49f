package dev.syncline.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.syncline.app.operation.MappingException;
import dev.syncline.model.Value;
import dev.syncline.plugin.Plugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginFolderTest {
  @TempDir private Path folder;

  @Test
  void no_folder_means_no_plugins() {
    try (PluginFolder none = PluginFolder.load(folder.resolve("plugins"))) {
      assertThat(none.names()).isEmpty();
    }
  }

  @Test
  void a_plugin_sees_the_api_and_the_jdk_and_nothing_else_of_ours() throws Exception {
    var shown = new ApiOnly();
    assertThat(shown.loadClass("dev.syncline.plugin.Plugin")).isSameAs(Plugin.class);
    assertThat(shown.loadClass("dev.syncline.model.Value$Text")).isSameAs(Value.Text.class);
    assertThat(shown.loadClass("java.net.http.HttpClient").getName()).isNotEmpty();
    for (String hidden :
        new String[] {
          "dev.syncline.engine.hook.MappingHooks",
          "dev.syncline.app.Main",
          "tools.jackson.databind.JsonNode",
          "org.slf4j.Logger"
        }) {
      assertThatExceptionOfType(ClassNotFoundException.class)
          .as(hidden)
          .isThrownBy(() -> shown.loadClass(hidden));
    }
  }

  @Test
  void a_jar_whose_plugin_is_not_in_it_is_told_with_its_name() throws IOException {
    Path jar = folder.resolve("broken.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/dev.syncline.plugin.Plugin"));
      out.write("example.Missing\n".getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    assertThatExceptionOfType(MappingException.class)
        .isThrownBy(() -> PluginFolder.load(folder))
        .withMessageContaining("broken.jar")
        .withMessageContaining("example.Missing");
  }
}
