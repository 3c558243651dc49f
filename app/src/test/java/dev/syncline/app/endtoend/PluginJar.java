package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes the jar of a plugin, as a plugin's author would. */
final class PluginJar {
  private static final String HEAD =
      """
      package example;

      import static java.nio.file.StandardOpenOption.APPEND;
      import static java.nio.file.StandardOpenOption.CREATE;

      import dev.syncline.model.*;
      import dev.syncline.plugin.*;
      import java.io.*;
      import java.nio.file.*;
      import java.util.*;

      """;

  private PluginJar() {}

  /** Compiles the class {@code example.Example} and puts its jar into {@code plugins/}. */
  static void make(Path folder, String source) {
    try {
      Path classes = Files.createDirectories(folder.resolve("classes"));
      compile(classes, HEAD + source);
      Path plugins = Files.createDirectories(folder.resolve("plugins"));
      try (OutputStream file = Files.newOutputStream(plugins.resolve("example.jar"));
          var jar = new JarOutputStream(file);
          Stream<Path> made = Files.list(classes.resolve("example"))) {
        for (Path one : made.sorted().toList()) {
          add(jar, "example/" + one.getFileName(), Files.readAllBytes(one));
        }
        add(
            jar,
            "META-INF/services/dev.syncline.plugin.Plugin",
            "example.Example\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  private static void compile(Path classes, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var words = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                words,
                null,
                null,
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                List.of(new Source(source)))
            .call();
    assertThat(compiled).as(words + source).isTrue();
  }

  /** A source that stands in no file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///example/Example.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
