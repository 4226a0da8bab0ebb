import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs what `./skein` starts: `java scripts/Pack.java TARGET THIRD-PARTY MODULE...`, a step of
/// the build. TARGET/jars gets a jar for each MODULE, whose folder holds `target/classes`, and one
/// for each in the folder THIRD-PARTY; TARGET/native gets SQLite's library.
///
/// Why: the JDK's ahead-of-time cache takes classes from jars alone; none of a signed jar, so the
/// signatures of Bouncy Castle's are left out; and none of the format of before Java 6, so those
/// of picocli are raised to that of Java 11. (Maven has compared the jars with their checksums.)
/// SQLite's driver would else unpack its library at every start.
public final class Pack {
  private static final int JAVA_6 = 50;
  private static final int JAVA_11 = 55;

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  private final Path jars;
  private final Path natives;

  private Pack(Path target) throws IOException {
    this.jars = Files.createDirectories(target.resolve("jars"));
    this.natives = Files.createDirectories(target.resolve("native"));
  }

  public static void main(String[] arguments) throws Exception {
    Pack pack = new Pack(Path.of(arguments[0]));
    List<Path> thirdParty = listed(Path.of(arguments[1]));
    for (Path jar : thirdParty) {
      pack.copy(jar);
      if (jar.getFileName().toString().startsWith("sqlite-jdbc-")) {
        pack.unpackSqlite(jar);
      }
    }
    for (String module : List.of(arguments).subList(2, arguments.length)) {
      pack.module(Path.of(module));
    }
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private void module(Path module) throws IOException {
    Path classes = module.resolve("target/classes");
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(classes)) {
      all.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    try (ZipOutputStream out = open("skein-" + module.getFileName() + ".jar")) {
      for (Path file : files) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        put(out, name, Files.readAllBytes(file));
      }
    }
  }

  /// Stored, not deflated: a start reads them often, and the folder is the builder's own.
  private ZipOutputStream open(String name) throws IOException {
    OutputStream file = Files.newOutputStream(jars.resolve(name));
    ZipOutputStream out = new ZipOutputStream(file);
    out.setLevel(0);
    return out;
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0); // the same bytes from the same classes
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private void copy(Path from) throws IOException {
    String name = from.getFileName().toString();
    try (JarFile in = new JarFile(from.toFile(), false);
        URLClassLoader loader = new URLClassLoader(new URL[] {from.toUri().toURL()});
        ZipOutputStream out = open(name)) {
      for (JarEntry entry : in.stream().toList()) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
          put(out, entry.getName(), withoutDigests(bytes));
        } else if (!SIGNATURE.matcher(entry.getName()).matches()) {
          put(out, entry.getName(), isOld(entry, bytes) ? raised(bytes, loader) : bytes);
        }
      }
    }
  }

  /// The first section of a manifest, which is of the whole jar; the others are of single classes.
  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    Manifest main = new Manifest(new ByteArrayInputStream(manifest));
    main.getEntries().clear();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    main.write(out);
    return out.toByteArray();
  }

  private static boolean isOld(JarEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class") && bytes.length > 7 && bytes[7] < JAVA_6;
  }

  /// The same class in a newer format, which wants the types at each branch written down.
  private static byte[] raised(byte[] bytes, ClassLoader loader) {
    ClassHierarchyResolver known =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile format = ClassFile.of(ClassHierarchyResolverOption.of(known));
    ClassModel model = format.parse(bytes);
    MethodTransform code = MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL);
    return format.build(
        model.thisClass().asSymbol(),
        next ->
            model.forEach(
                part -> {
                  switch (part) {
                    case ClassFileVersion version -> next.withVersion(JAVA_11, 0);
                    case MethodModel method -> next.transformMethod(method, code);
                    default -> next.with(part);
                  }
                }));
  }

  /// SQLite's driver itself says which of its libraries is for this machine.
  private void unpackSqlite(Path jar)
      throws IOException, ClassNotFoundException, NoSuchMethodException, IllegalAccessException,
          InvocationTargetException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      Class<?> chooser = loader.loadClass("org.sqlite.util.LibraryLoaderUtil");
      String folder = (String) chooser.getMethod("getNativeLibResourcePath").invoke(null);
      String name = (String) chooser.getMethod("getNativeLibName").invoke(null);
      URL library = loader.getResource(folder.substring(1) + "/" + name);
      if (library != null) {
        try (var in = library.openStream()) {
          Files.copy(in, natives.resolve(name));
        }
      }
    }
  }
}
