package skein.core.replica;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;

/// Takes in lines from elsewhere, group by group: checks chain and signature, judges the bodies,
/// appends and applies. A group is integrated whole or not at all. Confined to one transaction.
final class Integrator {
  private final Writing tx;
  private final Surroundings surroundings;
  private final Charter charter;
  private final SpaceId space;
  private final Chains chains;
  private final Applier applier;
  private final ReplicaId self;
  private final long nowMillis;
  private final Map<ReplicaId, Pending> pending = new LinkedHashMap<>();
  private final Set<ReplicaId> waiting = new HashSet<>();
  private final List<Remark> remarks = new ArrayList<>();
  private int integrated;
  private int known;
  private boolean metSelf;
  private Lacking lacking = Lacking.NOTHING;

  Integrator(Writing tx, Surroundings surroundings, Charter charter, Chains chains) {
    this.tx = tx;
    this.surroundings = surroundings;
    this.charter = charter;
    this.space = charter.space();
    this.chains = chains;
    this.applier = new Applier(tx, chains);
    this.self = tx.identity().origin().replica();
    this.nowMillis = surroundings.clockMillis().getAsLong();
  }

  /// The lines of one group so far.
  private static final class Pending {
    final List<Line> lines = new ArrayList<>();
    int bytes;

    boolean overflows(Line line) {
      return lines.size() >= Line.MAX_GROUP_LINES
          || bytes + line.body().length() > Line.MAX_GROUP_BYTES;
    }

    boolean precedes(Line line) {
      return lines.isEmpty() || lines.getLast().header().seq() + 1 == line.header().seq();
    }
  }

  /// Which bodies may be lacking. `purged`: lines of which they were let go for good.
  record Lacking(boolean forgotten, Set<Line> purged) {
    static final Lacking NOTHING = new Lacking(false, Set.of());

    Optional<String> fault(Line line) {
      return switch (line.header().withheld()) {
        case Header.Run run -> Optional.of("it stands for many lines, which is not read yet");
        case Header.OneBody one when !forgotten && !purged.contains(line) ->
            Optional.of(
                "the sender has forgotten its body; take it from a peer that keeps it,"
                    + " or pull --shallow");
        case Header.OneBody one -> Optional.empty();
        case null -> Optional.empty();
      };
    }

    StoredBody kept(Line line, StoredBody body) {
      return body instanceof StoredBody.Gone(Bytes hash, boolean known)
          ? new StoredBody.Gone(hash, known || purged.contains(line))
          : body;
    }
  }

  Received receive(List<Line> lines) {
    take(lines, Lacking.NOTHING);
    return finish();
  }

  void take(List<Line> lines, Lacking mayLack) {
    lacking = mayLack;
    for (Line line : lines) {
      if (!waiting.contains(line.header().replica())) {
        take(line);
      }
    }
  }

  /// What became of all of them.
  Received finish() {
    if (metSelf) {
      renew();
    }
    applier.forget(surroundings.clockMillis());
    return new Received(integrated, known, remarks, metSelf);
  }

  private void take(Line line) {
    Header header = line.header();
    if (header.seq() > 1 && (header.key() != null || header.grant() != null)) {
      stop(Remark.Kind.FORGED, header, "key or grant on a line that is not the first");
      return;
    }
    Optional<String> lack = lacking.fault(line);
    if (lack.isPresent()) {
      stop(Remark.Kind.HELD, header, lack.get());
      return;
    }
    Pending group = pending.computeIfAbsent(header.replica(), replica -> new Pending());
    if (!group.precedes(line)) {
      stop(
          Remark.Kind.FORGED, header, "the line before it has no signature and does not lead here");
      return;
    }
    if (group.overflows(line)) {
      stop(Remark.Kind.FORGED, header, "more than 256 lines or 2 MiB without a signature");
      return;
    }
    group.lines.add(line);
    group.bytes += line.body().length();
    Bytes signature = header.signature();
    if (signature != null) {
      pending.remove(header.replica());
      close(group.lines, signature);
    }
  }

  private void stop(Remark.Kind kind, Header header, String reason) {
    remarks.add(new Remark(kind, header.replica(), header.seq(), reason));
    waiting.add(header.replica());
    pending.remove(header.replica());
  }

  /// Where a group attaches: the place before it, and whose it is.
  private record Attachment(Origin origin, @Nullable Branch branch, Chain before) {}

  private void close(List<Line> lines, Bytes signature) {
    Header first = lines.getFirst().header();
    Optional<String> fault = faultOfFirst(first);
    if (fault.isPresent()) {
      stop(Remark.Kind.FORGED, first, fault.get());
      return;
    }
    List<Attachment> attachments = attachments(first);
    if (attachments.isEmpty()) {
      stop(Remark.Kind.HELD, first, "the line before it is not here");
      return;
    }
    for (Attachment attachment : attachments) {
      List<Chain> places = places(attachment.before(), lines);
      if (chains.has(places.getLast().dot())) {
        known += lines.size();
        return;
      }
      Bytes message = places.getLast().message(space);
      if (surroundings.verifier().verify(attachment.origin().key(), message, signature)) {
        judge(attachment, lines, places, signature);
        return;
      }
    }
    stop(
        Remark.Kind.FORGED,
        lines.getLast().header(),
        "its signature does not fit the chain of the lines before it");
  }

  /// What is wrong with key and grant, which stand on the first line of a replica.
  private Optional<String> faultOfFirst(Header header) {
    Bytes key = header.key();
    if (header.seq() > 1) {
      return Optional.empty();
    }
    if (key == null) {
      return Optional.of("the first line has no key");
    }
    if (!ReplicaId.ofKey(key.toArray()).equals(header.replica())) {
      return Optional.of("the key is not that of the replica");
    }
    return charter.write() == Charter.Access.GRANTED ? faultOfGrant(header, key) : Optional.empty();
  }

  private Optional<String> faultOfGrant(Header header, Bytes key) {
    Grant grant = header.grant();
    if (grant == null) {
      return Optional.of("only granted replicas write in this space, and it has no grant");
    }
    boolean fits = grant.replica().equals(key) && grant.space().equals(space);
    boolean signed =
        fits && surroundings.verifier().verify(charter.owner(), grant.message(), grant.signature());
    return signed ? Optional.empty() : Optional.of("its grant is not the owner's, or not for it");
  }

  private List<Attachment> attachments(Header first) {
    List<Attachment> attachments = new ArrayList<>();
    if (first.seq() == 1) {
      Bytes key = first.key() == null ? Bytes.EMPTY : first.key();
      Origin origin = new Origin(first.replica(), key, first.grant());
      Chain start = Chain.start(space, first.replica(), origin.grantBytes());
      return List.of(new Attachment(origin, null, start));
    }
    for (Branch branch : chains.of(first.replica())) {
      Optional<Chain> before = chains.place(branch, first.seq() - 1);
      if (before.isPresent()) {
        attachments.add(new Attachment(originOf(branch), branch, before.get()));
      }
    }
    return attachments;
  }

  private Origin originOf(Branch branch) {
    Branch root = chains.covering(branch, 1);
    return tx.origin(root.id())
        .orElseThrow(() -> new StoreBroken("branch " + root.id() + " has no origin"));
  }

  private static List<Chain> places(Chain before, List<Line> lines) {
    List<Chain> places = new ArrayList<>(lines.size());
    Chain place = before;
    for (Line line : lines) {
      place = place.nextByHash(line.bodyHash());
      places.add(place);
    }
    return places;
  }

  /// Integrates the lines that are new, unless one of them must wait.
  private void judge(Attachment attachment, List<Line> lines, List<Chain> places, Bytes signature) {
    int fresh = 0;
    while (chains.has(places.get(fresh).dot())) {
      fresh++;
    }
    known += fresh;
    List<Line> newLines = lines.subList(fresh, lines.size());
    List<Chain> newPlaces = places.subList(fresh, places.size());
    boolean limited = charter.write() == Charter.Access.GRANTED;
    Grant limit = limited ? attachment.origin().grant() : null;
    switch (Verdict.of(newLines, newPlaces, chains, limit, nowMillis)) {
      case Verdict.Held held ->
          stop(
              Remark.Kind.HELD,
              lines.get((int) (held.seq() - places.getFirst().seq())).header(),
              held.reason());
      case Verdict.Ready ready -> {
        Chain before = fresh == 0 ? attachment.before() : places.get(fresh - 1);
        append(branchAfter(attachment, before), newLines, ready.lines(), signature);
        metSelf |= attachment.origin().replica().equals(self);
      }
    }
  }

  /// The branch that ends at `before`, or a new one that begins there.
  private Branch branchAfter(Attachment attachment, Chain before) {
    boolean forks = !chains.of(before.replica()).isEmpty();
    if (before.seq() == 0) {
      Branch root = tx.addRoot(attachment.origin(), before);
      noteFork(forks, root);
      return root;
    }
    Branch holder = chains.branch(before.dot());
    if (holder == null) {
      throw new StoreBroken("the line before " + before.dot() + " has left the store");
    }
    if (holder.head().equals(before)) {
      return holder;
    }
    Branch branch = tx.addBranch(holder, before);
    noteFork(forks, branch);
    return branch;
  }

  private void noteFork(boolean forks, Branch branch) {
    if (forks) {
      remarks.add(
          new Remark(
              Remark.Kind.FORK,
              branch.replica(),
              branch.from(),
              "this replica has two histories: its folder was copied or restored"));
    }
  }

  private void append(
      Branch branch, List<Line> lines, List<Verdict.Judged> judged, Bytes signature) {
    Branch end = branch;
    StoredChangeset stored = null;
    for (int i = 0; i < judged.size(); i++) {
      Verdict.Judged line = judged.get(i);
      var said = line.said();
      long millis = said == null ? end.headMillis() : said.time().millis();
      end = end.extended(line.place(), millis);
      stored = tx.append(end, lacking.kept(lines.get(i), line.body()), line.voidReason());
      chains.put(end);
      if (said != null) {
        applier.apply(stored, said);
      } else if (line.voidReason() != null) {
        remarks.add(
            new Remark(
                Remark.Kind.VOID,
                branch.replica(),
                line.place().seq(),
                String.valueOf(line.voidReason())));
      }
      integrated++;
    }
    if (stored != null) {
      tx.sign(stored, signature);
    }
  }

  /// Another copy of this folder writes under the same identity: take a new one.
  private void renew() {
    Signer signer = surroundings.signer();
    Bytes secret = signer.freshSecret();
    Bytes key = signer.publicKey(secret);
    ReplicaId replica = ReplicaId.ofKey(key.toArray());
    tx.identity(new Identity(new Origin(replica, key, null), secret));
  }
}
