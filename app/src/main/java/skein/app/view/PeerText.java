package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.app.home.PeerBook;
import skein.app.home.PeerBook.Account;
import skein.app.home.PeerBook.InStep;
import skein.app.home.PeerBook.Standing;
import skein.app.home.SpaceBook;
import skein.core.replica.Remark;
import skein.core.value.Value;
import skein.server.shape.Doc;

/// Peers as lines and as JSON: whether a replica is in step with them.
public final class PeerText {
  private PeerText() {}

  /// One object: `name, address, mode, pin, state, since, last, came, went, error, remarks`; keys
  /// without an answer are left out. `now`: the digest of the frontier here.
  public static Doc json(SpaceBook.Peer peer, Account account, String now) {
    Standing standing = account.standing(now);
    InStep inStep = account.inStep();
    SpaceBook.Mode mode = peer.mode();
    return new Doc()
        .put("name", peer.name())
        .put("address", peer.address())
        .putIfThere("mode", mode == null ? null : mode.text())
        .putIfThere("pin", peer.pin())
        .put("state", standing.text())
        .putIfThere("since", inStep == null ? null : inStep.at())
        .putIfThere("last", account.last())
        .put("came", account.moved().came())
        .put("went", account.moved().went())
        .putIfThere("error", account.error())
        .put("remarks", Value.of(account.remarks().stream().map(PeerBook::json).toList()));
  }

  /// Lines for people: how it stands and since when, the last failure, what was said of lines.
  public static List<String> lines(SpaceBook.Peer peer, Account account, String now) {
    Standing standing = account.standing(now);
    List<String> lines = new ArrayList<>();
    lines.add("  " + peer.name() + "  " + peer.address() + "  " + words(standing, peer));
    lines.add("    " + when(standing, account.inStep(), account.last()));
    String error = account.error();
    if (error != null) {
      lines.add("    the last try failed: " + error);
    }
    account.remarks().stream().map(remark -> "    " + said(remark, peer)).forEach(lines::add);
    return lines;
  }

  private static String when(Standing standing, @Nullable InStep inStep, @Nullable String last) {
    if (last == null) {
      return "never met; try: skein sync";
    }
    String since =
        inStep == null
            ? "never in step"
            : (standing == Standing.IN_STEP ? "in step since " : "last in step from ")
                + inStep.at();
    return since + ", last met at " + last;
  }

  /// A remark, with the name of whoever sent the line.
  private static String said(Remark remark, SpaceBook.Peer peer) {
    return "from " + peer.name() + ", " + remark;
  }

  /// How this replica stands to a peer, in words.
  public static String words(Standing standing, SpaceBook.Peer peer) {
    return switch (standing) {
      case IN_STEP -> "in step";
      case AHEAD ->
          peer.takes()
              ? "changes made here have not gone there; send them with: skein push " + peer.name()
              : "changes made here do not go there";
      case BEHIND -> "it has changes that are not here; take them with: skein pull " + peer.name();
      case UNKNOWN -> "not known how it stands";
    };
  }
}
