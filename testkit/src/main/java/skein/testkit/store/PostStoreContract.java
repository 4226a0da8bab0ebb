package skein.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import skein.core.post.MemoryPostStore;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.PostReading;
import skein.core.post.PostStore;
import skein.core.post.PostWriting;
import skein.core.post.StoredPost;
import skein.core.post.Work;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// What every store of posts keeps, as tests: hand [#tests] to a `@TestFactory`.
///
/// @param stores makes the stores to test
public record PostStoreContract(PostStores stores) {
  private static final String EPOCH = "first epoch";
  private static final int TRANSACTIONS = 30;

  /// The tests; each makes its own store.
  public Stream<DynamicTest> tests() {
    return Stream.of(
        test("a new store is empty", this::newIsEmpty),
        test("a raised post keeps its body and gets a greater order", this::raisedGetsAnOrder),
        test("what is gone is gone in every list", this::removedIsGone),
        test("a lifted floor begins a new epoch", this::liftedFloorBeginsAnEpoch),
        test("a transaction that throws leaves no trace", this::rollbackLeavesNoTrace),
        test("a random history reads as in memory, also opened again", this::randomHistories));
  }

  private static DynamicTest test(String name, Runnable test) {
    return dynamicTest(name, test::run);
  }

  private void withStore(Consumer<PostStore> test) {
    try (PostStore store = stores.create(EPOCH)) {
      test.accept(store);
    }
  }

  private static void run(PostStore store, Consumer<PostWriting> work) {
    store.<Boolean>write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private static PostContents contents(PostStore store) {
    return store.read(reading -> PostContents.of(reading, 7));
  }

  private static Post post(Chance chance) {
    return Post.of("text/plain", chance.bytes(8 + chance.below(600)));
  }

  private static Work work(Chance chance) {
    return Work.of(chance.bytes(Work.BYTES).firstEight());
  }

  private static PostHead add(PostWriting tx, Chance chance) {
    Post post = post(chance);
    PostHead head = PostHead.of(post, work(chance));
    tx.add(post, head);
    return head;
  }

  private void newIsEmpty() {
    withStore(
        store -> {
          PostContents contents = contents(store);
          assertThat(contents).isEqualTo(contents(new MemoryPostStore(EPOCH)));
          assertThat(contents.count()).isZero();
          assertThat(contents.floor()).isEmpty();
        });
  }

  private void raisedGetsAnOrder() {
    withStore(
        store ->
            run(
                store,
                tx -> {
                  Chance chance = new Chance(1);
                  PostHead first = add(tx, chance);
                  PostHead second = add(tx, chance);
                  PostHead raised = first.with(work(chance));
                  tx.raise(raised);
                  StoredPost found = tx.post(first.id()).orElseThrow();
                  assertThat(found.head()).isEqualTo(raised);
                  assertThat(found.post().id()).isEqualTo(first.id());
                  assertThat(found.born()).isEqualTo(1);
                  assertThat(found.order()).isEqualTo(3).isEqualTo(tx.lastOrder());
                  assertThat(tx.since(1, 9))
                      .extracting(stored -> stored.head().id())
                      .containsExactly(second.id(), first.id());
                }));
  }

  private void removedIsGone() {
    withStore(
        store -> {
          List<PostHead> heads = new ArrayList<>();
          run(store, tx -> heads.add(add(tx, new Chance(2))));
          run(store, tx -> tx.remove(heads.getFirst().id()));
          PostContents contents = contents(store);
          assertThat(contents.byId()).isEmpty();
          assertThat(contents.byRank()).isEmpty();
          assertThat(contents.byOrder()).isEmpty();
          assertThat(contents.weight()).isZero();
          assertThat(contents.lastOrder()).isEqualTo(1);
        });
  }

  private void liftedFloorBeginsAnEpoch() {
    withStore(
        store -> {
          String before = contents(store).epoch();
          run(store, tx -> tx.floor(add(tx, new Chance(3)).rank()));
          assertThat(contents(store).floor()).isPresent();
          assertThat(contents(store).epoch()).isEqualTo(before);
          run(store, PostWriting::liftFloor);
          assertThat(contents(store).floor()).isEmpty();
          assertThat(contents(store).epoch()).isNotEqualTo(before);
        });
  }

  private void rollbackLeavesNoTrace() {
    withStore(
        store -> {
          run(store, tx -> scribble(tx, new Chance(4)));
          PostContents before = contents(store);
          assertThatThrownBy(
                  () ->
                      run(
                          store,
                          tx -> {
                            scribble(tx, new Chance(5));
                            scribble(tx, new Chance(6));
                            throw new IllegalStateException("on purpose");
                          }))
              .hasMessage("on purpose");
          assertThat(contents(store)).isEqualTo(before);
          run(store, tx -> scribble(tx, new Chance(7)));
          assertThat(contents(store)).isNotEqualTo(before);
        });
  }

  /// Some additions, raises, removals, and what else there is.
  private static void scribble(PostWriting tx, Chance chance) {
    for (int i = chance.below(12); i >= 0; i--) {
      PostHead added = add(tx, chance);
      switch (chance.below(6)) {
        case 0 -> tx.remove(any(tx, chance).id());
        case 1 -> tx.floor(any(tx, chance).rank());
        case 2 -> tx.raise(any(tx, chance).with(work(chance)));
        case 3 -> tx.raise(added.with(work(chance)));
        default -> assertThat(tx.head(added.id())).contains(added);
      }
    }
    if (chance.below(9) == 0) {
      tx.liftFloor();
    }
  }

  private static PostHead any(PostReading reading, Chance chance) {
    List<PostHead> heads = reading.heads(null, 50);
    return heads.get(chance.below(heads.size()));
  }

  private void randomHistories() {
    int histories = Scale.of(Counts.quick(3).full(30).longRun(300));
    for (long seed = 0; seed < histories; seed++) {
      PostStore expected = new MemoryPostStore(EPOCH);
      PostStore store = stores.create(EPOCH);
      Chance chance = new Chance(seed);
      for (int i = 0; i < TRANSACTIONS; i++) {
        long one = seed * TRANSACTIONS + i;
        run(expected, tx -> scribble(tx, new Chance(one)));
        run(store, tx -> scribble(tx, new Chance(one)));
        if (chance.below(5) == 0) {
          store = stores.reopen(store);
        }
      }
      assertThat(contents(store)).as("seed %d", seed).isEqualTo(contents(expected));
      store.close();
    }
  }
}
