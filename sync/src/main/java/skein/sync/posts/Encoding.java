package skein.sync.posts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import skein.core.post.Offer;
import skein.core.post.Rank;
import skein.core.post.Scope;
import skein.core.value.Bytes;

/// Messages as bytes (spec/posts.md, "Messages"); numbers are big-endian. Reading is [Decoding].
final class Encoding {
  static final int FORMAT = 1;
  static final byte HELLO = 'h';
  static final byte TURN = 't';
  static final byte DONE = 'd';
  static final byte REFUSE = 'r';
  static final byte SUMMED = 's';
  static final byte LISTED = 'l';
  static final byte WHOLE = 'p';
  static final byte RAISE = 'w';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Encoding() {}

  /// The bytes of a message; `number` counts from 0 within its session and direction.
  static byte[] write(int number, Message message) {
    Encoding encoding = new Encoding();
    switch (message) {
      case Message.Hello hello -> encoding.kind(HELLO, number).hello(hello);
      case Message.Turn turn -> encoding.kind(TURN, number).turn(turn);
      case Message.Done done -> encoding.kind(DONE, number);
      case Message.Refuse refuse ->
          encoding.kind(REFUSE, number).bytes(Bytes.ofText(refuse.reason()));
    }
    return encoding.out.toByteArray();
  }

  private Encoding kind(byte kind, int number) {
    out.write(kind);
    return number(number);
  }

  private Encoding number(long number) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array());
    return this;
  }

  private Encoding wide(long number) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    return this;
  }

  private Encoding bytes(Bytes bytes) {
    out.writeBytes(bytes.toArray());
    return this;
  }

  private void hello(Message.Hello hello) {
    out.write(FORMAT);
    bytes(Bytes.of(hello.space().bytes())).bytes(hello.salt()).scope(hello.scope());
    claims(hello.claims());
  }

  private void scope(Scope scope) {
    number(scope.largestBodyBytes()).wide(scope.latestSeconds());
    Optional<Rank> floor = scope.floor();
    out.write(floor.isPresent() ? 1 : 0);
    floor.ifPresent(rank -> wide(rank.score().units()).bytes(rank.id().content()));
  }

  private void turn(Message.Turn turn) {
    out.write(turn.more() ? 1 : 0);
    claims(turn.claims());
    number(turn.wants().size());
    turn.wants().forEach(this::bytes);
    number(turn.offers().size());
    turn.offers().forEach(this::offer);
  }

  private void claims(List<Claim> claims) {
    number(claims.size());
    claims.forEach(this::claim);
  }

  private void claim(Claim claim) {
    bound(claim.range().from());
    bound(claim.range().to());
    switch (claim) {
      case Claim.Summed summed -> {
        out.write(SUMMED);
        number(summed.sum().count()).bytes(summed.sum().fingerprint());
      }
      case Claim.Listed listed -> {
        out.write(LISTED);
        number(listed.posts().size());
        listed.posts().forEach(known -> bytes(known.prefix()).wide(known.work().packed()));
      }
    }
  }

  private void bound(Bytes bound) {
    out.write(bound.length());
    bytes(bound);
  }

  private void offer(Offer offer) {
    switch (offer) {
      case Offer.Whole whole -> {
        out.write(WHOLE);
        wide(whole.work().packed()).number(whole.post().body().length()).bytes(whole.post().body());
      }
      case Offer.Raise raise -> {
        out.write(RAISE);
        wide(raise.work().packed()).bytes(raise.id().content());
      }
    }
  }
}
