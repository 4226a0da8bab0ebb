package skein.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.replica.Branch;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Stage;
import skein.core.replica.Store;
import skein.core.replica.StoredBody;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.replica.Writing;
import skein.core.value.Bytes;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// What every store keeps, as tests: hand [#tests] to a `@TestFactory`.
///
/// @param stores makes the stores to test
public record StoreContract(Stores stores) {
  private static final Bytes CHARTER = Bytes.ofText("any bytes will do");
  private static final int TRANSACTIONS = 40;

  /// The tests; each makes its own store.
  public Stream<DynamicTest> tests() {
    return Stream.of(
        test("a new store is empty and knows who it is", this::newIsEmpty),
        test("what is appended is found by place and number", this::appendedIsFound),
        test("a transaction that throws leaves no trace", this::rollbackLeavesNoTrace),
        test("a writing reads its own writes, nobody else does", this::onlyItReadsItsWrites),
        test("every touch of a record gives it a greater order", this::orderGrows),
        test("a cursor misses nothing", this::sinceMissesNothing),
        test("a fork keeps both lines at one sequence", this::forksStandApart),
        test("pages that were put aside come back as they were", this::stageKeepsPages),
        test("a large transaction is one transaction", this::largeIsWhole),
        test("a random history reads as in memory", this::randomHistories));
  }

  private static DynamicTest test(String name, Runnable test) {
    return dynamicTest(name, test::run);
  }

  private void withStore(Consumer<Store> test) {
    try (Store store = stores.create(CHARTER, identity(), "first epoch")) {
      test.accept(store);
    }
  }

  private static Identity identity() {
    return Script.identity(new Chance(1));
  }

  private static void run(Store store, Consumer<Writing> work) {
    store.<Boolean>write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private static Contents contents(Store store) {
    return store.read(reading -> Contents.of(reading, 100));
  }

  private static Branch root(Writing tx, long seed) {
    Identity identity = Script.identity(new Chance(seed));
    return tx.addRoot(identity.origin(), Script.start(tx, identity.origin()));
  }

  private static Branch longer(Branch branch, Bytes body) {
    return new Branch(
        branch.id(), branch.parent(), branch.from(), branch.head().next(body), 1_000_000L);
  }

  private static StoredChangeset append(Writing tx, Branch branch, String body) {
    Bytes bytes = Bytes.ofText(body);
    return tx.append(longer(branch, bytes), new StoredBody.Here(bytes), null);
  }

  private static RecordKey key(int number) {
    return new RecordKey("note", "n" + number);
  }

  private void newIsEmpty() {
    withStore(
        store -> {
          Contents contents = contents(store);
          assertThat(contents.charter()).isEqualTo(CHARTER);
          assertThat(contents.identity()).isEqualTo(identity());
          assertThat(contents.epoch()).isEqualTo("first epoch");
          assertThat(contents.branches()).isEmpty();
          assertThat(contents.log()).isEmpty();
          assertThat(contents.byOrder()).isEmpty();
        });
  }

  private void appendedIsFound() {
    withStore(
        store -> {
          run(
              store,
              tx -> {
                Branch branch = root(tx, 2);
                StoredChangeset first = append(tx, branch, "one");
                tx.sign(first, Bytes.ofText("signature"));
                tx.append(
                    longer(tx.branches().getFirst(), Bytes.EMPTY),
                    new StoredBody.Here(Bytes.EMPTY),
                    "bad");
              });
          Contents contents = contents(store);
          assertThat(contents.log()).extracting(StoredChangeset::number).containsExactly(1L, 2L);
          assertThat(contents.log().getFirst().signature()).isEqualTo(Bytes.ofText("signature"));
          assertThat(contents.log().getLast().voidReason()).isEqualTo("bad");
          assertThat(contents.byPlace().stream().flatMap(one -> one.stream()))
              .isEqualTo(contents.log());
          assertThat(contents.branches().getFirst().head().seq()).isEqualTo(2);
        });
  }

  private void rollbackLeavesNoTrace() {
    withStore(
        store -> {
          run(store, tx -> new Script(5).run(tx));
          Contents before = contents(store);
          assertThatThrownBy(
                  () ->
                      run(
                          store,
                          tx -> {
                            new Script(6).run(tx);
                            Contents.of(tx, 7);
                            new Script(7).run(tx);
                            throw new IllegalStateException("on purpose");
                          }))
              .hasMessage("on purpose");
          assertThat(contents(store)).isEqualTo(before);
          run(store, tx -> new Script(8).run(tx));
          assertThat(contents(store)).isNotEqualTo(before);
        });
  }

  private void onlyItReadsItsWrites() {
    withStore(
        store -> {
          AtomicReference<Thread> other = new AtomicReference<>();
          List<Integer> seen = new ArrayList<>();
          assertThatThrownBy(
                  () ->
                      run(
                          store,
                          tx -> {
                            long number = append(tx, root(tx, 3), "one").number();
                            tx.insert(key(1), LiveRecord.EMPTY, number);
                            assertThat(store.<Boolean>read(r -> r.record(1).isPresent())).isTrue();
                            other.set(
                                Thread.startVirtualThread(
                                    () -> seen.add(contents(store).log().size())));
                            throw new IllegalStateException("on purpose");
                          }))
              .hasMessage("on purpose");
          join(other.get());
          assertThat(seen).containsExactly(0);
        });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void orderGrows() {
    withStore(
        store ->
            run(
                store,
                tx -> {
                  long number = append(tx, root(tx, 3), "one").number();
                  StoredRecord first = tx.insert(key(1), LiveRecord.EMPTY, number);
                  StoredRecord second = tx.insert(key(2), LiveRecord.EMPTY, number);
                  StoredRecord again = tx.update(first, LiveRecord.EMPTY, number);
                  tx.reorder(second);
                  assertThat(second.order()).isGreaterThan(first.order());
                  assertThat(again.order()).isGreaterThan(second.order());
                  assertThat(tx.record(key(2)).orElseThrow().order()).isGreaterThan(again.order());
                  assertThat(tx.record(1).orElseThrow().order()).isEqualTo(again.order());
                }));
  }

  private void sinceMissesNothing() {
    withStore(
        store -> {
          Script script = new Script(11);
          long cursor = 0;
          for (int i = 0; i < TRANSACTIONS; i++) {
            Contents before = contents(store);
            run(store, script::run);
            long after = cursor;
            List<StoredRecord> told = store.read(reading -> reading.since(after, 1000));
            List<StoredRecord> changed = new ArrayList<>(contents(store).byOrder());
            changed.removeAll(before.byOrder());
            assertThat(told).isEqualTo(changed);
            cursor = told.isEmpty() ? cursor : told.getLast().order();
          }
        });
  }

  private void forksStandApart() {
    withStore(
        store ->
            run(
                store,
                tx -> {
                  Branch root = root(tx, 3);
                  StoredChangeset first = append(tx, root, "one");
                  append(tx, tx.branches().getFirst(), "two");
                  Branch fork = tx.addBranch(tx.branches().getFirst(), first.place());
                  append(tx, fork, "other two");
                  assertThat(tx.changeset(root.id(), 2).orElseThrow().bytes())
                      .contains(Bytes.ofText("two"));
                  assertThat(tx.changeset(fork.id(), 2).orElseThrow().bytes())
                      .contains(Bytes.ofText("other two"));
                  assertThat(tx.changeset(fork.id(), 1)).isEmpty();
                  assertThat(tx.origin(fork.id())).isEmpty();
                  assertThat(fork.parent()).isEqualTo(root.id());
                  assertThat(fork.from()).isEqualTo(2);
                }));
  }

  private void stageKeepsPages() {
    withStore(
        store -> {
          Chance chance = new Chance(4);
          List<Bytes> pages = new ArrayList<>();
          try (Stage stage = store.stage();
              Stage other = store.stage()) {
            for (int i = 0; i < 30; i++) {
              pages.add(chance.bytes(chance.below(3000)));
              stage.add(pages.getLast());
              other.add(Bytes.ofText("of another"));
              assertThat(stage.pages()).toIterable().isEqualTo(pages);
            }
            run(store, tx -> assertThat(stage.pages()).toIterable().isEqualTo(pages));
          }
        });
  }

  private void largeIsWhole() {
    int count = 5_000;
    withStore(
        store -> {
          run(
              store,
              tx -> {
                root(tx, 3);
                for (int i = 0; i < count; i++) {
                  long number = append(tx, tx.branches().getFirst(), "body " + i).number();
                  assertThat(tx.record(key(i))).isEmpty();
                  tx.insert(key(i), LiveRecord.EMPTY, number);
                }
                assertThat(tx.record(key(0)).orElseThrow().localId()).isEqualTo(1);
              });
          Store again = stores.reopen(store);
          try (again) {
            Contents contents = contents(again);
            assertThat(contents.log()).hasSize(count);
            assertThat(contents.byOrder()).hasSize(count);
            assertThat(contents.branches().getFirst().head().seq()).isEqualTo(count);
          }
        });
  }

  private void randomHistories() {
    int seeds = Scale.of(Counts.quick(5).full(50).longRun(1_000));
    for (long seed = 1; seed <= seeds; seed++) {
      randomHistory(seed);
    }
  }

  private void randomHistory(long seed) {
    MemoryStore memory = new MemoryStore(CHARTER, identity(), "first epoch");
    Script theirs = new Script(seed);
    Script ours = new Script(seed);
    Store store = stores.create(CHARTER, identity(), "first epoch");
    for (int i = 0; i < TRANSACTIONS; i++) {
      boolean fails = i % 7 == 6;
      transact(memory, theirs, fails);
      transact(store, ours, fails);
      if (i % 10 == 9) {
        store = stores.reopen(store);
      }
      int limit = 1 + i;
      Contents found = store.read(reading -> Contents.of(reading, limit));
      Contents expected = memory.read(reading -> Contents.of(reading, limit));
      assertThat(found).as("seed %d, transaction %d", seed, i).isEqualTo(expected);
    }
    store.close();
  }

  private static void transact(Store store, Script script, boolean fails) {
    if (fails) {
      assertThatThrownBy(
              () ->
                  run(
                      store,
                      tx -> {
                        script.run(tx);
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");
    } else {
      run(store, script::run);
    }
  }
}
