package skein.sync.exchange;

import java.util.Iterator;
import skein.core.history.Frontier;
import skein.core.replica.Replica;
import skein.core.replica.ShallowPage;
import skein.core.replica.Stage;
import skein.core.value.Bytes;

/// The pages of a shallow transfer, kept aside until the last has come. Confined to its session.
final class Aside implements Iterable<ShallowPage>, AutoCloseable {
  private final Stage stage;
  private long bytes;

  Aside(Replica replica) {
    this.stage = replica.stage();
  }

  boolean isEmpty() {
    return bytes == 0;
  }

  boolean isFull() {
    return bytes > Limits.MAX_STAGED_BYTES;
  }

  void add(Message.Page page) {
    byte[] message = Encoding.write(0, page);
    stage.add(Bytes.of(message));
    bytes += message.length;
  }

  @Override
  public Iterator<ShallowPage> iterator() {
    Iterator<Bytes> pages = stage.pages();
    return new Iterator<>() {
      private Frontier frontier = Frontier.EMPTY;

      @Override
      public boolean hasNext() {
        return pages.hasNext();
      }

      @Override
      public ShallowPage next() {
        if (Encoding.read(pages.next().toArray()) instanceof Encoding.Decoded.Read read
            && read.message() instanceof Message.Page page
            && page.beside() != null) {
          Message.Beside beside = page.beside();
          Frontier told = beside.frontier();
          frontier = told == null ? frontier : told;
          Intake.Parsed parsed = Intake.OF_ALL.parse(page);
          return new ShallowPage(parsed.lines(), beside.purged(), parsed.records(), frontier);
        }
        throw new IllegalStateException("a page that was kept aside is not what it was");
      }
    };
  }

  @Override
  public void close() {
    stage.close();
  }
}
