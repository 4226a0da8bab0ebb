package skein.sync.blob;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import skein.core.value.Bytes;

/// Appends the body of an answer to a part while it comes, and no more of it than the blob has.
/// Called by one thread after another.
final class Filling implements HttpResponse.BodySubscriber<Filling.Outcome> {
  private final BlobStore.Part part;
  private final long size;
  private final boolean fromTheBeginning;
  private final CompletableFuture<Outcome> done = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /// What the body of an answer was.
  sealed interface Outcome {
    /// It went into the part.
    record Taken() implements Outcome {}

    /// It says why not.
    record Refused(Bytes body) implements Outcome {}

    static Outcome refused(byte[] body) {
      return new Refused(Bytes.of(body));
    }
  }

  Filling(BlobStore.Part part, long size, boolean fromTheBeginning) {
    this.part = part;
    this.size = size;
    this.fromTheBeginning = fromTheBeginning;
  }

  @Override
  public CompletionStage<Outcome> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription made) {
    subscription = made;
    if (fromTheBeginning && part.length() > 0) {
      part.restart();
    }
    made.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    Flow.Subscription from = subscription;
    if (from == null || done.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        if (part.length() + buffer.remaining() > size) {
          throw new IOException("more than the " + size + " bytes of the blob came");
        }
        part.append(buffer);
      }
      from.request(1);
    } catch (IOException | RuntimeException e) {
      from.cancel();
      done.completeExceptionally(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(new Outcome.Taken());
  }
}
