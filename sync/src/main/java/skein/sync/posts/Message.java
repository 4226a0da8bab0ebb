package skein.sync.posts;

import java.util.List;
import skein.core.post.Offer;
import skein.core.post.Scope;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// What the two sides say to each other (spec/posts.md). Immutable.
sealed interface Message {
  /// Both begin so. `salt`: 16 fresh bytes; `scope`: what this side would take. The answer claims
  /// about all posts.
  record Hello(SpaceId space, Bytes salt, Scope scope, List<Claim> claims) implements Message {
    public Hello {
      claims = List.copyOf(claims);
    }
  }

  /// One side's turn. `more`: it has more to say, whatever the other answers; `wants`: beginnings
  /// of ids of posts that it lacks; `offers`: posts, and works, that the other lacks.
  record Turn(boolean more, List<Claim> claims, List<Bytes> wants, List<Offer> offers)
      implements Message {
    public Turn {
      claims = List.copyOf(claims);
      wants = List.copyOf(wants);
      offers = List.copyOf(offers);
    }

    boolean isEmpty() {
      return claims.isEmpty() && wants.isEmpty() && offers.isEmpty();
    }
  }

  /// Nothing is left to say.
  record Done() implements Message {}

  /// No; it is over.
  record Refuse(String reason) implements Message {}
}
