package skein.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import skein.core.value.NotStrict;
import skein.core.value.Value;
import skein.server.hosting.Person;

/// The tokens of a hub that were ended before their time, in a file: each by its number, and all
/// that somebody got until a time. One node writes it. Safe for all threads.
public final class HubBook {
  private static final long FORMAT = 1;

  private final Path file;
  // Guarded by this. The milliseconds until which a token would have been good; since when somebody
  // has new ones.
  private final Map<String, Long> ended = new LinkedHashMap<>();
  private final Map<Person, Long> since = new LinkedHashMap<>();
  private boolean read;

  HubBook(Path file) {
    this.file = file;
  }

  /// A time, in milliseconds since 1970.
  public record Moment(long millis) {}

  /// True if the token of this number was ended.
  public synchronized boolean isEnded(String number) {
    read();
    return ended.containsKey(number);
  }

  /// Since when the tokens of somebody count; empty if all do.
  public synchronized Optional<Moment> since(Person person) {
    read();
    return Optional.ofNullable(since.get(person)).map(Moment::new);
  }

  /// Ends a token; what is over by itself is forgotten.
  public synchronized void end(String number, Moment until, Moment now) {
    read();
    ended.values().removeIf(millis -> millis < now.millis());
    ended.put(number, until.millis());
    write();
  }

  /// Ends all tokens that somebody got before this time.
  public synchronized void endAll(Person person, Moment before) {
    read();
    since.put(person, before.millis());
    write();
  }

  private void read() {
    if (read) {
      return;
    }
    try {
      if (Files.exists(file)) {
        Fields fields = Fields.parse(Files.readAllBytes(file));
        for (Fields token : fields.objects("ended")) {
          ended.put(token.text("token"), token.count("until"));
        }
        for (Fields person : fields.objects("since")) {
          since.put(new Person(person.text("user"), person.text("domain")), person.count("since"));
        }
      }
      read = true;
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    } catch (IllegalArgumentException | NotStrict e) {
      throw new Refusal(
          file + " is damaged: " + e.getMessage() + "; put back a copy of it from a backup", e);
    }
  }

  private void write() {
    List<Value> tokens =
        ended.entrySet().stream()
            .map(one -> object("token", Value.of(one.getKey()), "until", one.getValue()))
            .toList();
    List<Value> people = since.entrySet().stream().map(HubBook::person).toList();
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("ended", Value.of(tokens));
    fields.put("since", Value.of(people));
    try {
      PrivateFiles.replace(file, Fields.line(fields));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  private static Value object(String name, Value value, String time, long millis) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put(name, value);
    fields.put(time, Value.of(millis));
    return Value.of(fields);
  }

  private static Value person(Map.Entry<Person, Long> one) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("user", Value.of(one.getKey().user()));
    fields.put("domain", Value.of(one.getKey().domain()));
    fields.put("since", Value.of(one.getValue()));
    return Value.of(fields);
  }
}
