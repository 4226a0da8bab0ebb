package skein.app.meeting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.app.home.Address;
import skein.app.home.DiskTrouble;
import skein.app.home.Home;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.core.replica.StoreBroken;
import skein.store.blobs.Blobs;
import skein.store.blobs.Incoming;
import skein.sync.blob.HttpBlobs;
import skein.sync.blob.HttpBlobs.Wanted;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.Unreachable;

/// Brings the blobs of a space from the peers that have them, when somebody wants one.
///
/// @param home this home
/// @param entry the space
public record BlobFetch(Home home, SpaceBook.Entry entry) {
  private static final int BUFFER_BYTES = 1 << 16;

  /// Those that are here.
  public Blobs here() {
    return new Blobs(home.blobs(entry.id()));
  }

  /// Opens a blob, which is fetched first if it is not here; the caller closes it. Peers are asked
  /// in their order.
  ///
  /// @throws Refusal when nobody has it who can be reached
  public InputStream open(Wanted wanted) {
    Optional<InputStream> before = here().open(wanted.sha256());
    if (before.isPresent()) {
      return before.get();
    }
    List<String> reasons = new ArrayList<>();
    for (SpaceBook.Peer peer : entry.peers()) {
      Optional<String> reason = from(peer, wanted);
      if (reason.isEmpty()) {
        return here().open(wanted.sha256()).orElseThrow();
      }
      reasons.add(peer.name() + ": " + reason.get());
    }
    throw new Refusal(
        "nobody who can be reached has the attachment "
            + wanted.sha256().hex()
            + "; asked: "
            + (reasons.isEmpty() ? "no peer, there is none" : String.join("; ", reasons)));
  }

  /// Why it did not come from there; empty if it did.
  private Optional<String> from(SpaceBook.Peer peer, Wanted wanted) {
    try {
      return switch (peer.where()) {
        case Address.Url url -> fetched(peer, wanted);
        case Address.Folder folder -> copied(folder, wanted);
        case Address.Bundle bundle -> Optional.of("a bundle carries no attachments");
      };
    } catch (Refusal | Unreachable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (StoreBroken e) {
      if (here().size(wanted.sha256()).isPresent()) {
        return Optional.empty(); // another process has brought it meanwhile
      }
      throw e;
    }
  }

  private Optional<String> fetched(SpaceBook.Peer peer, Wanted wanted) {
    try (HttpCaller caller = new HttpCaller(Nodes.peer(peer))) {
      HttpBlobs theirs = new HttpBlobs(caller);
      if (!theirs.has(wanted)) {
        return Optional.of("it does not have it");
      }
      theirs.fetch(wanted, new BlobShelf(here()));
      return Optional.empty();
    }
  }

  private Optional<String> copied(Address.Folder folder, Wanted wanted) {
    Home other = Folders.other(home, folder);
    Optional<InputStream> found = new Blobs(other.blobs(entry.id())).open(wanted.sha256());
    if (found.isEmpty()) {
      return Optional.of("it does not have it");
    }
    try (InputStream in = found.get();
        Incoming part = here().incoming(wanted.sha256())) {
      part.restart();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        part.append(ByteBuffer.wrap(buffer, 0, count));
      }
      return part.finish() ? Optional.empty() : Optional.of("what it has is damaged");
    } catch (IOException e) {
      throw new Refusal("its attachment cannot be read: " + DiskTrouble.why(e), e);
    }
  }
}
