package skein.app.home;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// Somebody who signs in by passkey: his keys, and how he may add one without showing one. Nothing
/// in it is secret. Immutable.
///
/// @param domains under which he has got tokens
/// @param invitation the last one he got, null if he never got one
public record PasskeyHolder(
    String user, List<Passkey> keys, Set<String> domains, @Nullable Invitation invitation) {
  private static final long FORMAT = 1;

  /// How many keys somebody has at most.
  private static final int MOST_KEYS = 20;

  /// What a device shows: the id of a key, its public part as the device made it (attested
  /// credential data), and how often it has signed, by its own count.
  public record Credential(Bytes id, Bytes key, long count) {}

  /// A key. `label`: what its owner calls it, empty for nothing.
  ///
  /// @param made null if that was not noted
  /// @param used when it has signed last; null if that was not noted
  public record Passkey(
      Credential credential, String label, @Nullable Instant made, @Nullable Instant used) {
    public Bytes id() {
      return credential.id();
    }

    private Passkey after(Credential counted, Instant now) {
      return new Passkey(counted, label, made, now);
    }

    private static Passkey of(Fields fields) {
      String label = fields.textIfThere("label");
      return new Passkey(
          new Credential(
              Bytes.parse(fields.text("id")),
              Bytes.parse(fields.text("key")),
              fields.count("count")),
          label == null ? "" : label,
          instant(fields, "made"),
          instant(fields, "used"));
    }

    private static @Nullable Instant instant(Fields fields, String name) {
      String text = fields.textIfThere(name);
      return text == null ? null : Instant.parse(text);
    }

    private Value value() {
      SequencedMap<String, Value> fields = new LinkedHashMap<>();
      fields.put("id", Value.of(id().base64url()));
      fields.put("key", Value.of(credential.key().base64url()));
      fields.put("count", Value.of(credential.count()));
      fields.put("label", Value.of(label));
      if (made != null) {
        fields.put("made", Value.of(made.toString()));
      }
      if (used != null) {
        fields.put("used", Value.of(used.toString()));
      }
      return Value.of(fields);
    }
  }

  /// Leave to add one key, once, until a time. `secret`: its hash.
  public record Invitation(Bytes secret, Instant until, boolean isUsed) {
    private static Invitation of(Fields fields) {
      return new Invitation(
          Bytes.parse(fields.text("secret")),
          Instant.parse(fields.text("until")),
          fields.flag("used"));
    }

    private Value value() {
      SequencedMap<String, Value> fields = new LinkedHashMap<>();
      fields.put("secret", Value.of(secret.base64url()));
      fields.put("until", Value.of(until.toString()));
      fields.put("used", Value.of(isUsed));
      return Value.of(fields);
    }
  }

  public PasskeyHolder {
    keys = List.copyOf(keys);
    domains = Set.copyOf(domains);
  }

  /// What devices call him by: the hash of his name.
  public static Bytes handle(String user) {
    return Bytes.sha256(Bytes.ofText("skein user " + user));
  }

  /// The key of this id.
  public Optional<Passkey> key(Bytes id) {
    return keys.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /// With one more key; empty if he has it already, or too many.
  public Optional<PasskeyHolder> with(Passkey key) {
    if (keys.size() >= MOST_KEYS || key(key.id()).isPresent()) {
      return Optional.empty();
    }
    List<Passkey> all = new ArrayList<>(keys);
    all.add(key);
    return Optional.of(having(all));
  }

  /// Without the key of this id; empty if he has none of it.
  public Optional<PasskeyHolder> without(Bytes id) {
    return key(id).map(gone -> having(keys.stream().filter(one -> !one.equals(gone)).toList()));
  }

  /// After a key has signed; empty if he does not have it any more.
  public Optional<PasskeyHolder> used(Credential counted, Instant now) {
    return key(counted.id())
        .map(
            used ->
                having(
                    keys.stream()
                        .map(one -> one.equals(used) ? one.after(counted, now) : one)
                        .toList()));
  }

  /// Somebody new, with these.
  public static PasskeyHolder named(String user, List<Passkey> keys) {
    return new PasskeyHolder(user, keys, Set.of(), null);
  }

  /// After he got a token under a domain; empty if he had some there before.
  public Optional<PasskeyHolder> under(String domain) {
    if (domains.contains(domain)) {
      return Optional.empty();
    }
    Set<String> all = new TreeSet<>(domains);
    all.add(domain);
    return Optional.of(new PasskeyHolder(user, keys, all, invitation));
  }

  private PasskeyHolder having(List<Passkey> changed) {
    return new PasskeyHolder(user, changed, domains, invitation);
  }

  PasskeyHolder with(Invitation fresh) {
    return new PasskeyHolder(user, keys, domains, fresh);
  }

  /// After the secret of an invitation was used up.
  ///
  /// @throws IllegalArgumentException if it is not good, or no more
  public PasskeyHolder taking(PasskeyLink link, Instant now) {
    Invitation open = invitation;
    if (open == null || !open.secret().equals(link.hash())) {
      throw PasskeyLink.unknown();
    }
    if (open.isUsed()) {
      throw new IllegalArgumentException(
          "this link was used before; sign in with the passkey that was made by it, or ask"
              + " whoever runs the hub for another link");
    }
    if (!open.until().isAfter(now)) {
      throw new IllegalArgumentException(
          "this link has expired; ask whoever runs the hub for another");
    }
    return with(new Invitation(open.secret(), open.until(), true));
  }

  static PasskeyHolder parse(byte[] json) {
    Fields fields = Fields.parse(json);
    return new PasskeyHolder(
        fields.text("user"),
        fields.objects("keys").stream().map(Passkey::of).toList(),
        fields.has("domains") ? Set.copyOf(fields.texts("domains")) : Set.of(),
        fields.has("invitation") ? Invitation.of(fields.object("invitation")) : null);
  }

  byte[] json() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("user", Value.of(user));
    fields.put("keys", Value.of(keys.stream().map(Passkey::value).toList()));
    fields.put("domains", Value.of(domains.stream().sorted().map(Value::of).toList()));
    if (invitation != null) {
      fields.put("invitation", invitation.value());
    }
    return Fields.line(fields);
  }
}
