package skein.app.home;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.app.home.Meeting.Since;
import skein.core.replica.Remark;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

/// What came of the exchanges of one space, by the peer's name: `spaces/<space id>/peers.json`.
/// Immutable.
public record PeerBook(SortedMap<String, Account> peers) {
  private static final long FORMAT = 1;

  /// How many remarks are kept for a peer: the latest.
  public static final int MOST_REMARKS = 20;

  /// Nothing was exchanged yet.
  public static final PeerBook EMPTY = new PeerBook(new TreeMap<>());

  /// How a peer stood after the last exchange that came to its end.
  public enum Standing {
    IN_STEP,
    AHEAD,
    BEHIND,
    UNKNOWN;

    /// As it is told: this replica is …
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Standing parse(String text) {
      for (Standing standing : values()) {
        if (standing.text().equals(text)) {
          return standing;
        }
      }
      throw new IllegalArgumentException("a peer cannot be '" + text + "'");
    }
  }

  /// When both sides were known to have the same: since `at` (ISO 8601), with this frontier digest.
  public record InStep(String at, String digest) {}

  /// How many changesets went over in the last pull and in the last push.
  public record Moved(long came, long went) {}

  /// What came of the exchanges with one peer. `last`: when (ISO 8601), null for never. `moved`:
  /// changesets. `error`: why the last try failed, null if it did not. `since`: where the last
  /// complete pull ended in the peer's log. `at`: how it stood after the last exchange that came to
  /// its end.
  public record Account(
      @Nullable String last,
      Moved moved,
      @Nullable String error,
      List<Remark> remarks,
      @Nullable Since since,
      At at) {
    /// Of a peer that was never met.
    public static final Account NONE =
        new Account(
            null, new Moved(0, 0), null, List.of(), null, new At(Standing.UNKNOWN, "", null));

    /// How this replica stood to the peer, with which digest of the frontier here, and since when
    /// both have been known to have the same.
    public record At(Standing standing, String digest, @Nullable InStep inStep) {}

    public Account {
      List<Remark> latest = new ArrayList<>(remarks);
      remarks = latest.subList(Math.max(0, latest.size() - MOST_REMARKS), latest.size());
      remarks = List.copyOf(remarks);
    }

    /// How this replica stands to the peer, as far as is known, now that its frontier has `now` as
    /// digest: what was changed here since makes it ahead.
    public Standing standing(String now) {
      boolean changed = !at.digest().equals(now);
      return at.standing() == Standing.IN_STEP && changed ? Standing.AHEAD : at.standing();
    }

    /// Since when both have been known to have the same, null if they never were.
    public @Nullable InStep inStep() {
      return at.inStep();
    }

    Account moved(Moved counts, @Nullable Since place) {
      return new Account(last, counts, error, remarks, place, at);
    }

    Account failed(String now, String reason, List<Remark> said) {
      return new Account(now, moved, reason, said, since, at);
    }

    Account met(String now, List<Remark> said, At standing) {
      return new Account(now, moved, null, said, since, standing);
    }
  }

  public PeerBook {
    peers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(peers));
  }

  /// What came of the exchanges with the peer of this name.
  public Account of(String name) {
    return peers.getOrDefault(name, Account.NONE);
  }

  PeerBook with(String name, Account account) {
    SortedMap<String, Account> all = new TreeMap<>(peers);
    all.put(name, account);
    return new PeerBook(all);
  }

  PeerBook without(String name) {
    SortedMap<String, Account> all = new TreeMap<>(peers);
    all.remove(name);
    return new PeerBook(all);
  }

  /// Reads the file; `IllegalArgumentException` or `NotStrict` says what is wrong with it.
  static PeerBook parse(byte[] json) throws NotStrict {
    Fields fields = Fields.parse(json);
    if (fields.count("v") != FORMAT) {
      throw new IllegalArgumentException("its v is not " + FORMAT);
    }
    SortedMap<String, Account> peers = new TreeMap<>();
    fields.object("peers").all().forEach((name, of) -> peers.put(name, account(Fields.of(of))));
    return new PeerBook(peers);
  }

  private static Account account(Fields fields) {
    return new Account(
        fields.textIfThere("last"),
        new Moved(fields.count("came"), fields.count("went")),
        fields.textIfThere("error"),
        fields.objects("remarks").stream().map(PeerBook::remark).toList(),
        fields.has("since") ? since(fields.object("since")) : null,
        new Account.At(
            Standing.parse(fields.text("state")),
            fields.text("digest"),
            fields.has("inStep") ? inStep(fields.object("inStep")) : null));
  }

  private static Remark remark(Fields fields) {
    return new Remark(
        Remark.Kind.valueOf(fields.text("kind").toUpperCase(Locale.ROOT)),
        ReplicaId.parse(fields.text("replica")),
        fields.count("seq"),
        fields.text("reason"));
  }

  private static Since since(Fields fields) {
    return new Since(fields.text("epoch"), fields.count("number"));
  }

  private static InStep inStep(Fields fields) {
    return new InStep(fields.text("at"), fields.text("digest"));
  }

  /// The bytes of the file.
  byte[] json() {
    SequencedMap<String, Value> all = new LinkedHashMap<>();
    peers.forEach((name, account) -> all.put(name, json(account)));
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("peers", Value.of(all));
    return Fields.line(fields);
  }

  private static Value json(Account account) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    put(fields, "last", account.last());
    fields.put("ok", Value.of(account.error() == null));
    fields.put("came", Value.of(account.moved().came()));
    fields.put("went", Value.of(account.moved().went()));
    put(fields, "error", account.error());
    fields.put("remarks", Value.of(account.remarks().stream().map(PeerBook::json).toList()));
    Since since = account.since();
    if (since != null) {
      SequencedMap<String, Value> place = new LinkedHashMap<>();
      place.put("epoch", Value.of(since.epoch()));
      place.put("number", Value.of(since.number()));
      fields.put("since", Value.of(place));
    }
    fields.put("state", Value.of(account.at().standing().text()));
    fields.put("digest", Value.of(account.at().digest()));
    InStep inStep = account.inStep();
    if (inStep != null) {
      SequencedMap<String, Value> place = new LinkedHashMap<>();
      place.put("at", Value.of(inStep.at()));
      place.put("digest", Value.of(inStep.digest()));
      fields.put("inStep", Value.of(place));
    }
    return Value.of(fields);
  }

  /// A remark as it stands in files and in answers: `kind, replica, seq, reason`.
  public static Value json(Remark remark) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("kind", Value.of(remark.kind().name().toLowerCase(Locale.ROOT)));
    fields.put("replica", Value.of(remark.replica().toString()));
    fields.put("seq", Value.of(remark.seq()));
    fields.put("reason", Value.of(remark.reason()));
    return Value.of(fields);
  }

  private static void put(SequencedMap<String, Value> fields, String key, @Nullable String text) {
    if (text != null) {
      fields.put(key, Value.of(text));
    }
  }
}
