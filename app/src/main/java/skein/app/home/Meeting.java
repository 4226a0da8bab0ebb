package skein.app.home;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Remark;

/// How a replica meets a peer. Port; `skein.app.meeting` has the adapters, one for each kind of
/// [Address]. Blocks until it is done; what came of it is a value, also when the peer is away.
public interface Meeting {
  /// Takes everything that the peer has and `mine` lacks. Posts go both ways.
  ///
  /// @param progress told how many changesets have come so far
  Outcome pull(OpenSpace mine, Call call, LongConsumer progress);

  /// Gives the peer everything that `mine` has and it lacks. Posts go both ways.
  ///
  /// @param progress told how many changesets have gone so far
  Outcome push(OpenSpace mine, Call call, LongConsumer progress);

  /// Whom to meet. `since`: where the last complete pull from it ended; null if there was none.
  /// `shallow`: without history.
  record Call(SpaceBook.Peer peer, @Nullable Since since, boolean shallow) {}

  /// A place in the peer's log: its epoch, and a number from 0.
  record Since(String epoch, long number) {
    public Since {
      if (epoch.isEmpty() || number < 0) {
        throw new IllegalArgumentException("no place in a log: '" + epoch + "', " + number);
      }
    }
  }

  /// What came of a meeting. `lines`: how many changesets went over. `remarks`: what is to be said
  /// of single lines.
  sealed interface Outcome {
    long lines();

    List<Remark> remarks();
  }

  /// Posts that went over: new ones here, those here that got a better work, and what went there.
  record Posted(long came, long raised, long went) {
    public static final Posted NONE = new Posted(0, 0, 0);

    /// Both together.
    public Posted plus(Posted other) {
      return new Posted(came + other.came, raised + other.raised, went + other.went);
    }
  }

  /// It came to its end. `posted`: what went over of posts. `same`: both sides now know the same.
  /// `renewed`: the side that took lines met some of its own that it did not know, and goes on
  /// under a new identity. `clockAhead`: how far the peer's clock is ahead, zero if it has not
  /// told. `since`: for the next pull.
  record Met(
      long lines,
      List<Remark> remarks,
      Posted posted,
      boolean same,
      boolean renewed,
      Duration clockAhead,
      @Nullable Since since)
      implements Outcome {
    public Met {
      remarks = List.copyOf(remarks);
    }
  }

  /// The peer could not be met, or not to the end; `lines` came over and stay. `reason`: a sentence
  /// that says why, and what to do.
  record Broken(long lines, List<Remark> remarks, String reason) implements Outcome {
    public Broken {
      remarks = List.copyOf(remarks);
    }
  }
}
