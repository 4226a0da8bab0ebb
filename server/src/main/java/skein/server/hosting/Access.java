package skein.server.hosting;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// Who was let in. Port. Safe for all threads.
public interface Access {
  /// What somebody may do in a space.
  enum Mode {
    READ,
    WRITE
  }

  /// A peer that was let in, and the name he goes by here.
  record Peer(String name, Mode mode) {}

  /// True if this is the node's own token.
  boolean isOwn(String token);

  /// Who holds this token for a space; empty if nobody does.
  Optional<Peer> peer(String token, SpaceId space);

  /// Who asks to be let in: his replica's public key, and what he calls himself.
  record Asking(Bytes key, String name) {}

  /// What he gets: the token to come with from now on, his grant if the space needs one (null
  /// otherwise), and what he may do.
  record Admitted(String token, @Nullable Bytes grant, Mode mode) {}

  /// Takes a one-time secret for an entry; empty if there is no such invitation, or no more.
  Optional<Admitted> join(SpaceId space, String secret, Asking asking);
}
