package skein.app.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import skein.core.history.Charter;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// One file that holds all of a space (spec/backup.md): a zip with `charter.json`, `log.db`,
/// `owner.key` if it was asked for, `posts` where there are any, what is attached under `blobs/`,
/// and at the end `manifest.json`, which has the size and the hash of the log.
final class BackupFile {
  private static final String MANIFEST = "manifest.json";
  private static final String CHARTER = "charter.json";
  private static final String LOG = "log.db";
  private static final String POSTS = "posts";
  private static final String KEY = "owner.key";
  private static final long FORMAT = 1;
  private static final String BLOBS = "blobs/";
  private static final String SHA = "[0-9a-f]{64}";
  private static final int CHUNK = 1 << 16;
  private static final int MOST_SMALL_BYTES = 1 << 16;

  private final Path file;

  BackupFile(Path file) {
    this.file = file;
  }

  /// What it holds. `log`: the file of the store; `posts`: a bundle of them, if there are any;
  /// `blobs`: the folder of what is attached, if there is any; to be read, or to be put there.
  record Contents(
      String name, Charter charter, Optional<Bytes> ownerKey, Path log, Path posts, Path blobs) {}

  /// Writes the file, which is not there yet, and waits for the disk.
  void write(Contents contents, String made, LongConsumer progress) throws IOException {
    Files.createFile(file);
    PrivateFiles.restrict(file, "rw-------");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(Deflater.BEST_SPEED);
      put(zip, CHARTER, contents.charter().json().toArray());
      if (contents.ownerKey().isPresent()) {
        put(zip, KEY, contents.ownerKey().get().base64url().getBytes(StandardCharsets.US_ASCII));
      }
      zip.putNextEntry(new ZipEntry(LOG));
      Copied log;
      try (InputStream in = Files.newInputStream(contents.log())) {
        log = copy(in, zip, progress);
      }
      if (Files.exists(contents.posts())) {
        zip.putNextEntry(new ZipEntry(POSTS));
        Files.copy(contents.posts(), zip);
      }
      blobs(zip, contents.blobs());
      put(zip, MANIFEST, manifest(contents, made, log));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void blobs(ZipOutputStream zip, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path blob : files.sorted().toList()) {
        String name = String.valueOf(blob.getFileName());
        if (name.matches(SHA)) {
          zip.putNextEntry(new ZipEntry(BLOBS + name));
          try (InputStream in = Files.newInputStream(blob)) {
            if (!copy(in, zip, size -> {}).hash().hex().equals(name)) {
              throw new Refusal("the attachment " + blob + " is damaged; move it away first");
            }
          }
        }
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
  }

  private static byte[] manifest(Contents contents, String made, Copied log) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("space", Value.of(contents.charter().space().toString()));
    fields.put("name", Value.of(contents.name()));
    fields.put("made", Value.of(made));
    fields.put("size", Value.of(log.size()));
    fields.put("sha256", Value.of(log.hash().hex()));
    return Json.write(Value.of(fields));
  }

  private record Copied(long size, Bytes hash) {}

  private static Copied copy(InputStream from, OutputStream to, LongConsumer progress)
      throws IOException {
    DigestInputStream in = new DigestInputStream(from, sha256());
    byte[] chunk = new byte[CHUNK];
    long size = 0;
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      to.write(chunk, 0, read);
      size += read;
      progress.accept(size);
    }
    return new Copied(size, Bytes.of(in.getMessageDigest().digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Reads what it holds, and writes log and attachments to `folder`, which is empty.
  Contents read(Path folder, LongConsumer progress) throws IOException {
    Path log = folder.resolve(LOG);
    Path posts = folder.resolve(POSTS);
    Path blobs = folder.resolve("blobs");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      SequencedMap<String, Value> manifest = manifest(zip);
      Charter charter = Charter.parse(Bytes.of(small(zip, CHARTER)));
      if (!text(manifest, "space").equals(charter.space().toString())) {
        throw damaged("its charter is not that of the space in its manifest");
      }
      Optional<Bytes> key = Optional.empty();
      if (zip.getEntry(KEY) != null) {
        key = Optional.of(Bytes.parse(new String(small(zip, KEY), StandardCharsets.US_ASCII)));
      }
      unpack(zip, log, manifest, progress);
      if (zip.getEntry(POSTS) != null) {
        try (InputStream in = zip.getInputStream(entry(zip, POSTS))) {
          Files.copy(in, posts);
        }
      }
      unpackBlobs(zip, blobs);
      return new Contents(text(manifest, "name"), charter, key, log, posts, blobs);
    } catch (ZipException e) {
      throw damaged("it is not a zip file, or is cut off (" + e.getMessage() + ")");
    } catch (NotStrict | IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  private SequencedMap<String, Value> manifest(ZipFile zip) throws IOException {
    if (Json.parse(small(zip, MANIFEST)) instanceof Value.Obj manifest) {
      SequencedMap<String, Value> fields = manifest.fields();
      if (!Value.of(FORMAT).equals(fields.get("v"))) {
        throw new Refusal(file + " was made by a later skein; restore it with that one");
      }
      return fields;
    }
    throw damaged("its manifest is no object");
  }

  private static String text(SequencedMap<String, Value> fields, String key) {
    if (fields.get(key) instanceof Value.Text text) {
      return text.value();
    }
    throw new IllegalArgumentException("its manifest has no text '" + key + "'");
  }

  private byte[] small(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(entry(zip, name))) {
      byte[] bytes = in.readNBytes(MOST_SMALL_BYTES + 1);
      if (bytes.length > MOST_SMALL_BYTES) {
        throw damaged(name + " has over " + MOST_SMALL_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private ZipEntry entry(ZipFile zip, String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw damaged("it holds no " + name);
    }
    return entry;
  }

  private void unpack(
      ZipFile zip, Path log, SequencedMap<String, Value> manifest, LongConsumer progress)
      throws IOException {
    Files.createFile(log);
    PrivateFiles.restrict(log, "rw-------");
    try (InputStream in = zip.getInputStream(entry(zip, LOG));
        OutputStream out = Files.newOutputStream(log)) {
      Copied copied = copy(in, out, progress);
      if (!copied.hash().hex().equals(text(manifest, "sha256"))) {
        throw damaged("its log.db is not the one that was backed up");
      }
    }
  }

  private void unpackBlobs(ZipFile zip, Path folder) throws IOException {
    for (ZipEntry entry : zip.stream().filter(one -> one.getName().startsWith(BLOBS)).toList()) {
      String name = entry.getName().substring(BLOBS.length());
      if (!name.matches(SHA)) {
        throw damaged("it holds an attachment that no hash names");
      }
      PrivateFiles.makeFolder(folder);
      Path blob = Files.createFile(folder.resolve(name));
      try (InputStream in = zip.getInputStream(entry);
          OutputStream out = Files.newOutputStream(blob)) {
        if (!copy(in, out, size -> {}).hash().hex().equals(name)) {
          throw damaged("the attachment " + name + " in it is another");
        }
      }
    }
  }

  private Refusal damaged(String what) {
    return new Refusal(
        file + " cannot be restored: " + what + "; take another backup, or clone the space");
  }
}
