package skein.server.records;

import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import skein.core.merge.RecordView;
import skein.core.record.Dot;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.server.http.Problem;
import skein.server.http.Request;

/// What a client says of the record it means to change (RFC 9110, 13): `If-Match`, `If-None-Match`,
/// and whether it would rather write beside what it had not seen (`Prefer: conflict`). Immutable.
record Precondition(@Nullable Tags match, @Nullable Tags noneMatch, boolean prefersConflict) {
  private static final Pattern TAG =
      Pattern.compile("\\s*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")\\s*(,|$)");

  /// Entity tags; `any`: `*` was given.
  record Tags(boolean any, Set<String> strong) {
    Tags {
      strong = Set.copyOf(strong);
    }

    boolean fit(Found found) {
      return any ? found.view().exists() : strong.contains(Tag.of(found.live()));
    }
  }

  /// A record before it is changed. `found`: as it stands, null if it never was here; `seen`: what
  /// the client saw of it, null for nothing; `saw`: the dots it saw, null if it did not say;
  /// `stale`: that is not how the record stands.
  record Before(
      @Nullable Found found, @Nullable RecordView seen, @Nullable Set<Dot> saw, boolean stale) {
    boolean exists() {
      return found != null && found.view().exists();
    }
  }

  static Precondition of(Request request) {
    boolean prefers =
        request
            .header("Prefer")
            .map(text -> Set.of(text.strip().split("\\s*[,;]\\s*")).contains("conflict"))
            .orElse(false);
    return new Precondition(
        request.header("If-Match").map(Precondition::tags).orElse(null),
        request.header("If-None-Match").map(Precondition::tags).orElse(null),
        prefers);
  }

  /// Weak tags never fit: a change needs to know just what was seen.
  private static Tags tags(String header) {
    if (header.strip().equals("*")) {
      return new Tags(true, Set.of());
    }
    Set<String> strong = new HashSet<>();
    Matcher matcher = TAG.matcher(header);
    int at = 0;
    while (at < header.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw Problem.bad("'" + header + "' is no list of entity tags such as \"abc\", nor *");
      }
      if (matcher.group(1) == null) {
        strong.add(matcher.group(2));
      }
      at = matcher.end();
    }
    return new Tags(false, strong);
  }

  /// The record before the change.
  ///
  /// @throws Problem 412 if it is not as the client says
  Before check(RecordKey key, Snapshot view) {
    Found found = view.record(key).orElse(null);
    if (noneMatch != null && found != null && noneMatch.fit(found)) {
      throw new Problem(412, key + " is there already");
    }
    RecordView seen = found == null ? null : found.view();
    if (match == null) {
      return new Before(found, seen, null, false);
    }
    if (found != null && match.fit(found)) {
      return new Before(found, seen, match.any() ? null : Tag.dots(found.live()), false);
    }
    if (found == null || match.any() || !prefersConflict) {
      throw new Problem(
          412,
          found == null
              ? "there is no record " + key
              : key + " has changed since it was read; read it again, or send Prefer: conflict");
    }
    return stale(found, view);
  }

  /// The record as the client saw it once, and as it stands.
  private Before stale(Found found, Snapshot view) {
    RecordKey key = found.view().key();
    NavigableMap<Long, LiveRecord> states = view.states(key);
    for (Map.Entry<Long, LiveRecord> state : states.descendingMap().entrySet()) {
      if (match != null && match.strong().contains(Tag.of(state.getValue()))) {
        RecordView seen = view.at(key, state.getKey()).orElse(null);
        return new Before(found, seen, Tag.dots(state.getValue()), true);
      }
    }
    throw new Problem(412, key + " never stood on this node as If-Match says; read it again");
  }
}
