package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.server.shape.Doc;
import skein.server.shape.RecordShape;

/// A digest of everything that readers see: equal on replicas that know the same.
public final class Digest {
  private Digest() {}

  /// SHA-256 over the SHA-256 of each record as JSON, sorted. Holds 32 bytes a record in memory.
  public static Bytes of(Snapshot view) {
    List<Bytes> records = new ArrayList<>();
    for (String type : view.reading().types()) {
      view.forEach(
          type,
          found ->
              records.add(
                  Bytes.sha256(Bytes.ofText(RecordShape.view(found.view(), new Doc()).text()))));
    }
    return Bytes.sha256(records.stream().sorted().toArray(Bytes[]::new));
  }
}
