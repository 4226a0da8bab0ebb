package skein.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.core.value.Value;

/// The key by which an app is changed, as a text to be kept in a safe place.
public final class OwnerKey {
  private OwnerKey() {}

  /// Keeps the key of an app that this home owns in a file that only its owner may read; it is not
  /// there yet. It holds `{"v":1,"app","ownerKey"}`.
  public static void keep(Home home, SpaceId id, Path file) {
    if (Files.exists(file)) {
      throw new Refusal(file + " is there already; name a file that is not");
    }
    try {
      PrivateFiles.replace(file, text(home, id));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  /// What such a file holds.
  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    }
  }

  private static byte[] text(Home home, SpaceId id) {
    if (!home.owns(id)) {
      throw new Refusal("this home does not own the app, and so has no key of it");
    }
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(1));
    fields.put("app", Value.of(id.toString()));
    fields.put("ownerKey", Value.of(home.ownerKey(id).base64url()));
    return Json.write(Value.of(fields));
  }

  /// Which app a kept key is for.
  public static SpaceId app(byte[] kept) {
    return SpaceId.parse(text(kept, "app"));
  }

  /// Makes this home own an app that it hosts.
  public static void restore(Home home, OpenSpace space, byte[] kept) {
    Bytes key = Bytes.parse(text(kept, "ownerKey"));
    Bytes owner = home.surroundings().signer().publicKey(key);
    if (!space.replica().charter().owner().equals(owner)) {
      throw new Refusal("the key is not that of this app");
    }
    home.keepOwnerKey(space.entry().id(), key);
    home.renew(space);
  }

  private static String text(byte[] kept, String name) {
    try {
      if (Json.parse(kept) instanceof Value.Obj object
          && object.get(name) instanceof Value.Text(String text)) {
        return text;
      }
    } catch (NotStrict e) {
      throw new Refusal("that is no kept key of an app: " + e.getMessage(), e);
    }
    throw new Refusal("that is no kept key of an app: it has no '" + name + "'");
  }
}
