package skein.sync.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Received;
import skein.core.value.Bytes;
import skein.sync.ending.Ending;
import skein.sync.posts.PostResult;

/// What came of a session. `received`: of all pages together, its first 1,000 remarks; nothing on
/// the serving side. `sent`: the lines that were sent, by the serving side. `posts`: what came of
/// the posts. `clockAhead`: how far the other side's clock is ahead of this one's, negative if
/// behind; zero until it has told. `since`: for the next pull from this sender; null if this one
/// was not completed, or left lines to come again. `theirs`: the digest of the sender's frontier,
/// if it told; equal to our own frontier's, the two are in step.
public record Result(
    Ending ending,
    Received received,
    long sent,
    PostResult posts,
    Duration clockAhead,
    @Nullable Since since,
    @Nullable Bytes theirs) {
  /// True if the two clocks differ by more than five minutes: people should be told.
  public boolean clocksDiffer() {
    return clockAhead.abs().compareTo(Limits.MAX_CLOCK_SKEW) > 0;
  }

  /// True if it came to its proper end.
  public boolean isComplete() {
    return ending.isComplete();
  }
}
