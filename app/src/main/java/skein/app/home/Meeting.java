package skein.app.home;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Remark;
import skein.core.replica.Replica;

/// How a replica meets a peer. Port; `skein.app.meeting` has the adapters, one for each kind of
/// [Address]. Blocks until it is done; what came of it is a value, also when the peer is away.
public interface Meeting {
  /// Takes everything that the peer has and `mine` lacks.
  ///
  /// @param progress told how many changesets have come so far
  Outcome pull(Replica mine, Call call, LongConsumer progress);

  /// Gives the peer everything that `mine` has and it lacks.
  ///
  /// @param progress told how many changesets have gone so far
  Outcome push(Replica mine, Call call, LongConsumer progress);

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

  /// It came to its end. `same`: both sides now know the same. `renewed`: the side that took lines
  /// met some of its own that it did not know, and goes on under a new identity. `clockAhead`: how
  /// far the peer's clock is ahead, zero if it has not told. `since`: for the next pull.
  record Met(
      long lines,
      List<Remark> remarks,
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
