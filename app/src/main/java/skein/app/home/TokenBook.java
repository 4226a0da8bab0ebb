package skein.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.Value;
import skein.server.hosting.Person;

/// The tokens of a hub: a small file for each, named by the token's hash, in a folder for each
/// person. The tokens themselves are kept nowhere, so whoever reads a copy of the home has none.
/// One that was ended is noted until it would have been over by itself. One node writes it. Safe
/// for all threads.
public final class TokenBook {
  private static final long FORMAT = 1;

  /// How many tokens somebody has that are good, and how many are noted that were ended.
  private static final int MOST_OF_ONE = 100;

  private static final int MOST_REMEMBERED = 10_000;

  /// What the name of a person's folder is made of, in bytes.
  public static final int OWNER_BYTES = 16;

  private final Path folder;
  // Guarded by this; the least recently added first.
  private final Map<Name, Token> remembered = new LinkedHashMap<>();

  TokenBook(Path folder) {
    this.folder = folder;
  }

  /// A time, in milliseconds since 1970.
  public record Moment(long millis) {}

  /// A token that was given out. `isEnded`: before its time.
  public record Token(Person person, Moment made, Moment until, boolean isEnded) {
    private Token ended() {
      return new Token(person, made, until, true);
    }
  }

  /// What a token is found by: a part of the hash of whose it is, and the hash of its text.
  public record Name(Bytes owner, Bytes hash) {}

  /// The part of the hash of a person by which his tokens are found.
  public static Bytes owner(Person person) {
    byte[] hash =
        Bytes.sha256(Bytes.ofText(person.domain()), Bytes.ofText("/" + person.user())).toArray();
    return Bytes.of(Arrays.copyOf(hash, OWNER_BYTES));
  }

  /// The token of this name.
  public synchronized Optional<Token> find(Name name) {
    Token known = remembered.get(name);
    return known != null ? Optional.of(known) : read(file(name)).map(read -> keep(name, read));
  }

  private Token keep(Name name, Token token) {
    remembered.put(name, token);
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
    return token;
  }

  /// Notes a new token; those of the same person that are over by themselves go, and the oldest if
  /// he has too many.
  public synchronized void add(Name name, Token token) {
    tidy(name.owner(), token.made());
    makeFolder(folder(name.owner()));
    write(file(name), token);
    keep(name, token);
  }

  private static void makeFolder(Path own) {
    try {
      PrivateFiles.makeFolder(own);
    } catch (IOException e) {
      throw new Refusal(own + " cannot be made: " + DiskTrouble.why(e), e);
    }
  }

  private static void write(Path file, Token token) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("user", Value.of(token.person().user()));
    fields.put("domain", Value.of(token.person().domain()));
    fields.put("made", Value.of(token.made().millis()));
    fields.put("until", Value.of(token.until().millis()));
    if (token.isEnded()) {
      fields.put("ended", Value.of(true));
    }
    try {
      PrivateFiles.replace(file, Fields.line(fields));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  private void tidy(Bytes owner, Moment now) {
    List<Dated> good = new ArrayList<>();
    List<Dated> ended = new ArrayList<>();
    for (Dated one : all(owner)) {
      if (one.token().until().millis() < now.millis()) {
        delete(one.file());
      } else {
        (one.token().isEnded() ? ended : good).add(one);
      }
    }
    for (Dated one : beyond(good)) {
      end(one);
      ended.add(one);
    }
    beyond(ended).forEach(one -> delete(one.file()));
  }

  /// The oldest of these where one more would be too many.
  private static List<Dated> beyond(List<Dated> all) {
    return all.stream()
        .sorted(Comparator.comparingLong(one -> one.token().made().millis()))
        .limit(Math.max(0, all.size() - MOST_OF_ONE + 1))
        .toList();
  }

  private record Dated(Path file, Token token) {}

  private List<Dated> all(Bytes owner) {
    List<Dated> all = new ArrayList<>();
    for (Path file : files(owner)) {
      read(file).ifPresent(token -> all.add(new Dated(file, token)));
    }
    return all;
  }

  /// Ends a token.
  public synchronized void end(Name name) {
    read(file(name)).ifPresent(token -> end(new Dated(file(name), token)));
  }

  /// Ends all tokens of somebody.
  public synchronized void endAll(Person person) {
    all(owner(person)).forEach(this::end);
  }

  private void end(Dated one) {
    forget(one.file());
    write(one.file(), one.token().ended());
  }

  private void forget(Path file) {
    remembered.keySet().removeIf(name -> file(name).equals(file));
  }

  private void delete(Path file) {
    forget(file);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be deleted: " + DiskTrouble.why(e), e);
    }
  }

  private List<Path> files(Bytes owner) {
    Path own = folder(owner);
    if (!Files.isDirectory(own)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(own)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    } catch (IOException e) {
      throw new Refusal(own + " cannot be read: " + DiskTrouble.why(e), e);
    }
  }

  private Path folder(Bytes owner) {
    return folder.resolve(owner.hex());
  }

  private Path file(Name name) {
    return folder(name.owner()).resolve(name.hash().hex() + ".json");
  }

  private static Optional<Token> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Fields fields = Fields.parse(Files.readAllBytes(file));
      return Optional.of(
          new Token(
              new Person(fields.text("user"), fields.text("domain")),
              new Moment(fields.count("made")),
              new Moment(fields.count("until")),
              fields.all().get("ended") != null));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    } catch (IllegalArgumentException | NotStrict e) {
      throw new Refusal(
          file + " is damaged: " + e.getMessage() + "; delete it: its owner signs in again", e);
    }
  }
}
