package skein.server.hub;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.hosting.PersonalStore;

/// The blob of an object, as it is asked for: `record` is the local number of its record. Its name
/// holds a part of the hash as well, so that what stands at an address never changes.
record BlobName(long record, PersonalStore.Blob blob) {
  /// Stands between the address of a store and the name of a blob.
  static final String FOLDER = "+static";

  private static final Pattern NAME = Pattern.compile("([0-9]{1,15})-[A-Za-z0-9_-]+");
  private static final int HASH_CHARACTERS = 22;

  /// The blob of the object that a record is, if it has one and is not deleted.
  static Optional<BlobName> of(Found found, PersonalStore store) {
    return found.view().exists()
        ? store
            .blob(found.view().value(ObjectShape.member(ObjectShape.BLOB)))
            .map(blob -> new BlobName(found.localId(), blob))
        : Optional.empty();
  }

  /// The blob of this name.
  static Optional<BlobName> find(Snapshot view, String name, PersonalStore store) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? view.record(Long.parseLong(matcher.group(1)))
            .flatMap(found -> of(found, store))
            .filter(blob -> blob.text().equals(name))
        : Optional.empty();
  }

  String text() {
    return record + "-" + blob.sha256().base64url().substring(0, HASH_CHARACTERS);
  }

  String href(String base) {
    return base + "/" + FOLDER + "/" + text();
  }

  /// What stands in the object in its place.
  Value value(String base) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("content_type", Value.of(blob.type()));
    fields.put("href", Value.of(href(base)));
    return Value.of(fields);
  }
}
