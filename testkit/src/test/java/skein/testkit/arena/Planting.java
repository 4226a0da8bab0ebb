package skein.testkit.arena;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles a faulty source in memory and runs the arena over it, apart from everything else.
final class Planting {
  private final Path root;

  Planting() {
    this.root = root(Path.of("").toAbsolutePath());
  }

  private static Path root(Path from) {
    Path at = from;
    while (!Files.exists(at.resolve("ARCHITECTURE.md"))) {
      Path parent = at.getParent();
      if (parent == null) {
        throw new IllegalStateException("no repository holds " + from);
      }
      at = parent;
    }
    return at;
  }

  /// A seed that finds the fault and the law it broke, as text: the fault's own, or the first of
  /// these; empty if none does.
  String hunt(Fault fault, Arena.Seeds seeds) throws IOException, ReflectiveOperationException {
    ClassLoader parent = Planting.class.getClassLoader();
    try (Faulty loader = new Faulty(parent, compiled(fault))) {
      Method hunt =
          loader.loadClass(Arena.class.getName()).getDeclaredMethod("hunt", long.class, int.class);
      String found =
          fault.seed().isPresent() ? (String) hunt.invoke(null, fault.seed().getAsLong(), 1) : "";
      return found.isEmpty()
          ? (String) hunt.invoke(null, seeds.first(), seeds.count().seeds())
          : found;
    }
  }

  /// True if the fault's text stands in its file exactly once.
  boolean fits(Fault fault) throws IOException {
    return !fault.planted(root).isEmpty();
  }

  private Map<String, byte[]> compiled(Fault fault) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> written = new HashMap<>();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Output output = new Output(files, written)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path", ""));
      Source source = new Source(fault.className(), fault.planted(root));
      boolean done =
          compiler.getTask(messages, output, null, options, null, List.of(source)).call();
      if (!done) {
        throw new IllegalStateException(
            "the fault '" + fault.name() + "' does not compile: " + messages);
      }
    }
    Map<String, byte[]> classes = new HashMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /// A source that stands in memory.
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// Takes class files into memory.
  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written;

    Output(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
      super(files);
      this.written = written;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(className, bytes);
          return bytes;
        }
      };
    }
  }

  /// Loads everything of ours anew, the faulty classes in place of the good ones.
  private static final class Faulty extends ClassLoader implements AutoCloseable {
    private final Map<String, byte[]> patched;

    Faulty(ClassLoader parent, Map<String, byte[]> patched) {
      super(parent);
      this.patched = patched;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("skein.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      byte[] bytes = patched.get(name);
      if (bytes == null) {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
          if (in == null) {
            throw new ClassNotFoundException(name);
          }
          bytes = in.readAllBytes();
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public void close() {
      patched.clear();
    }
  }
}
