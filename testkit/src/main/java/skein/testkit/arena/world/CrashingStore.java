package skein.testkit.arena.world;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.replica.Branch;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Reading;
import skein.core.replica.Retention;
import skein.core.replica.Stage;
import skein.core.replica.Store;
import skein.core.replica.StoredBody;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.replica.Writing;
import skein.core.value.Bytes;

/// A store whose process dies at a chosen write. Confined to one thread.
final class CrashingStore implements Store {
  private static final int NEVER = -1;
  private final MemoryStore disk;
  private int left = NEVER;

  CrashingStore(MemoryStore disk) {
    this.disk = disk;
  }

  /// Dies at the `at`th write from now; 0: right after the next transaction.
  void crashAt(int at) {
    left = at;
  }

  @Override
  public <T> T read(Function<Reading, T> work) {
    return disk.read(work);
  }

  @Override
  public <T> T write(Function<Writing, T> work) {
    if (left == 0) {
      disk.write(work);
      throw new Crash("after the commit");
    }
    return disk.write(tx -> work.apply(new Dying(tx)));
  }

  @Override
  public Stage stage() {
    return disk.stage();
  }

  @Override
  public void close() {
    disk.close();
  }

  private void count(String what) {
    if (left > 0 && --left == 0) {
      throw new Crash("at " + what);
    }
  }

  /// A transaction that may die at any write.
  private final class Dying implements Writing {
    private final Writing tx;

    Dying(Writing tx) {
      this.tx = tx;
    }

    @Override
    public Bytes charter() {
      return tx.charter();
    }

    @Override
    public Identity identity() {
      return tx.identity();
    }

    @Override
    public String epoch() {
      return tx.epoch();
    }

    @Override
    public Retention retention() {
      return tx.retention();
    }

    @Override
    public List<StoredChangeset> gaps(long afterNumber, int limit) {
      return tx.gaps(afterNumber, limit);
    }

    @Override
    public boolean hasPurged() {
      return tx.hasPurged();
    }

    @Override
    public List<Branch> branches() {
      return tx.branches();
    }

    @Override
    public Optional<Origin> origin(int branch) {
      return tx.origin(branch);
    }

    @Override
    public Optional<StoredChangeset> changeset(int branch, long seq) {
      return tx.changeset(branch, seq);
    }

    @Override
    public List<StoredChangeset> log(long afterNumber, int limit) {
      return tx.log(afterNumber, limit);
    }

    @Override
    public Optional<StoredRecord> record(RecordKey key) {
      return tx.record(key);
    }

    @Override
    public Optional<StoredRecord> record(long localId) {
      return tx.record(localId);
    }

    @Override
    public List<StoredChangeset> history(StoredRecord record, long after) {
      return tx.history(record, after);
    }

    @Override
    public List<StoredRecord> scan(String type, long afterLocalId, int limit) {
      return tx.scan(type, afterLocalId, limit);
    }

    @Override
    public List<StoredRecord> several(long afterLocalId, int limit) {
      return tx.several(afterLocalId, limit);
    }

    @Override
    public List<StoredRecord> since(long order, int limit) {
      return tx.since(order, limit);
    }

    @Override
    public List<String> types() {
      return tx.types();
    }

    @Override
    public void identity(Identity identity) {
      tx.identity(identity);
      count("identity");
    }

    @Override
    public Branch addRoot(Origin origin, Chain start) {
      Branch branch = tx.addRoot(origin, start);
      count("addRoot");
      return branch;
    }

    @Override
    public Branch addBranch(Branch parent, Chain start) {
      Branch branch = tx.addBranch(parent, start);
      count("addBranch");
      return branch;
    }

    @Override
    public StoredChangeset append(Branch extended, StoredBody body, @Nullable String voidReason) {
      StoredChangeset stored = tx.append(extended, body, voidReason);
      count("append");
      return stored;
    }

    @Override
    public void replace(StoredChangeset changeset, StoredBody body, @Nullable String voidReason) {
      tx.replace(changeset, body, voidReason);
      count("replace");
    }

    @Override
    public void touch(StoredRecord stored, long number) {
      tx.touch(stored, number);
      count("touch");
    }

    @Override
    public void retention(Retention retention) {
      tx.retention(retention);
      count("retention");
    }

    @Override
    public void sign(StoredChangeset changeset, Bytes signature) {
      tx.sign(changeset, signature);
      count("sign");
    }

    @Override
    public StoredRecord insert(RecordKey key, LiveRecord live, long number) {
      StoredRecord stored = tx.insert(key, live, number);
      count("insert");
      return stored;
    }

    @Override
    public StoredRecord update(StoredRecord before, LiveRecord live, long number) {
      StoredRecord stored = tx.update(before, live, number);
      count("update");
      return stored;
    }

    @Override
    public void reorder(StoredRecord stored) {
      tx.reorder(stored);
      count("reorder");
    }
  }
}
