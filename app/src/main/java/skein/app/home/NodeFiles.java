package skein.app.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// What belongs to the node of a home: the folder `node` with its token, its TLS key and
/// certificate, and where it runs. Safe for all threads and under several processes.
public final class NodeFiles {
  private static final int TOKEN_BYTES = 24;
  private static final String RUNNING = "running.json";

  private final Path folder;
  private final HomeLock lock;

  NodeFiles(Path home, HomeLock lock) {
    this.folder = home.resolve("node");
    this.lock = lock;
  }

  /// The node's own token, made when it is first asked for.
  public String token() {
    return text("token", NodeFiles::fresh);
  }

  private static String fresh() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Bytes.of(bytes).base64url();
  }

  /// The tokens of a hub.
  public TokenBook tokens() {
    return new TokenBook(folder.resolve("tokens"));
  }

  /// The passkeys of the people of a hub.
  public PasskeyBook passkeys() {
    return new PasskeyBook(folder, lock);
  }

  /// The key and certificate, PEM, made when they are first asked for.
  public String certificate(Supplier<String> fresh) {
    return text("tls.pem", fresh);
  }

  private String text(String name, Supplier<String> fresh) {
    Path file = folder.resolve(name);
    try {
      PrivateFiles.makeFolder(folder);
      return lock.locked(
          folder.resolve("node.lock"),
          () -> {
            if (Files.exists(file)) {
              return Files.readString(file, StandardCharsets.US_ASCII).strip();
            }
            String made = fresh.get();
            PrivateFiles.replace(file, (made + "\n").getBytes(StandardCharsets.US_ASCII));
            return made.strip();
          });
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read or written: " + DiskTrouble.why(e), e);
    }
  }

  /// A node that runs: its process, the addresses it listens at, the SHA-256, hex, of its TLS key,
  /// null if it speaks plain HTTP, and where people sign in by passkey, below these addresses; null
  /// if they do not.
  public record Running(
      long process, List<String> addresses, @Nullable String pin, @Nullable String signIn) {
    public Running {
      addresses = List.copyOf(addresses);
    }
  }

  /// The right of one process to serve the home, which ends with it. Safe for all threads.
  public final class Post implements AutoCloseable {
    private final FileChannel channel;

    private Post(FileChannel channel) {
      this.channel = channel;
    }

    /// Says where the node can be reached.
    public void tell(Running running) {
      write(running);
    }

    @Override
    public void close() {
      try (channel) {
        if (channel.isOpen()) {
          Files.deleteIfExists(folder.resolve(RUNNING));
        }
      } catch (IOException e) {
        throw new Refusal("the folder " + folder + " cannot be written: " + DiskTrouble.why(e), e);
      }
    }
  }

  /// Takes the right to serve this home; refused while another node has it.
  public Post take() {
    Path file = folder.resolve("serving.lock");
    try {
      PrivateFiles.makeFolder(folder);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        String where = running().map(node -> ", at " + node.addresses().getFirst()).orElse("");
        throw new Refusal(
            "a node serves this home already" + where + "; use that one, or end it first");
      }
      return new Post(channel);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException another) {
      // A node of this very process has it.
      return false;
    }
  }

  private void write(Running running) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("process", Value.of(running.process()));
    fields.put("addresses", Value.of(running.addresses().stream().map(Value::of).toList()));
    String pin = running.pin();
    if (pin != null) {
      fields.put("pin", Value.of(pin));
    }
    String signIn = running.signIn();
    if (signIn != null) {
      fields.put("signIn", Value.of(signIn));
    }
    try {
      PrivateFiles.makeFolder(folder);
      PrivateFiles.replace(folder.resolve(RUNNING), Fields.line(fields));
    } catch (IOException e) {
      throw new Refusal("the folder " + folder + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  /// The node that runs on this home; empty if none does, or its process has ended.
  public Optional<Running> running() {
    Path file = folder.resolve(RUNNING);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      Fields fields = Fields.parse(Files.readAllBytes(file));
      List<String> addresses = new ArrayList<>();
      if (fields.all().get("addresses") instanceof Value.Array array) {
        for (Value item : array.items()) {
          addresses.add(item instanceof Value.Text(String text) ? text : "");
        }
      }
      Running running =
          new Running(
              fields.count("process"),
              addresses,
              fields.textIfThere("pin"),
              fields.textIfThere("signIn"));
      return ProcessHandle.of(running.process()).map(alive -> running);
    } catch (IOException | IllegalArgumentException | NotStrict e) {
      // A file that is being replaced, or damaged, names no node; nothing else hangs on it.
      return Optional.empty();
    }
  }
}
