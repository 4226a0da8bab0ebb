package skein.app.meeting;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import skein.app.home.Meeting;
import skein.app.home.Meeting.Broken;
import skein.app.home.Meeting.Met;
import skein.app.home.Meeting.Outcome;
import skein.app.home.Meeting.Posted;
import skein.core.replica.Remark;
import skein.sync.bundle.Bundle;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.exchange.Since;
import skein.sync.posts.PostResult;

/// What a session of the exchange comes to for the home.
final class Results {
  private Results() {}

  /// Of a pull. `same`: both sides know the same now.
  static Outcome outcome(Result result, boolean same) {
    return outcome(result, same, result.received().integrated());
  }

  /// Of a bundle that was written: whoever gets it knows the same, but nobody has it yet.
  static Outcome written(Bundle.Written written) {
    Posted posted = new Posted(0, 0, written.posts());
    return new Met(written.lines(), List.of(), posted, false, false, Duration.ZERO, null);
  }

  /// The same where the other side was only read: it has taken no posts.
  static Outcome onlyRead(Outcome outcome) {
    return posted(outcome, posted -> new Posted(posted.came(), posted.raised(), 0));
  }

  /// What the other side tells of posts, as it looks from here.
  static Outcome fromTheOtherSide(Outcome outcome) {
    return posted(outcome, posted -> new Posted(posted.went(), 0, posted.came() + posted.raised()));
  }

  private static Outcome posted(Outcome outcome, UnaryOperator<Posted> change) {
    return outcome instanceof Met met
        ? new Met(
            met.lines(),
            met.remarks(),
            change.apply(met.posted()),
            met.same(),
            met.renewed(),
            met.clockAhead(),
            met.since())
        : outcome;
  }

  /// Of a push.
  static Outcome sent(Result result, boolean same) {
    return outcome(result, same, result.sent());
  }

  private static Outcome outcome(Result result, boolean same, long lines) {
    List<Remark> remarks = result.received().remarks();
    return switch (result.ending()) {
      case Ending.Same ended -> met(result, same, lines);
      case Ending.Complete ended -> met(result, same, lines);
      case Ending.Open open -> cutOff(lines, remarks, "it was cut off");
      case Ending.Failed failed -> cutOff(lines, remarks, failed.reason());
    };
  }

  private static Outcome met(Result result, boolean same, long lines) {
    return new Met(
        lines,
        result.received().remarks(),
        posted(result.posts()),
        same,
        result.received().renewed(),
        result.clockAhead(),
        since(result.since()));
  }

  private static Posted posted(PostResult posts) {
    return new Posted(posts.taken(), posts.raised(), posts.sent());
  }

  /// A place in a peer's log, as the exchange has it.
  static @Nullable Since since(Meeting.@Nullable Since since) {
    return since == null ? null : new Since(since.epoch(), since.number());
  }

  private static Meeting.@Nullable Since since(@Nullable Since since) {
    return since == null ? null : new Meeting.Since(since.epoch(), since.number());
  }

  private static Outcome cutOff(long lines, List<Remark> remarks, String reason) {
    return new Broken(
        lines,
        remarks,
        "the exchange did not come to its end: "
            + reason
            + "; "
            + lines
            + " changesets came over and stay; run it again to go on");
  }
}
