package skein.testkit.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the rules of spec/merge.md come to, a few lines each.
class MergeCasesTest {
  private static final String SHARED =
      """
      A create t/1 p=new
      B < A
      """;

  private static Play play(String history) {
    return Play.of(SHARED).on(history);
  }

  @Test
  void aLaterEditOfOneCopyOfACommonImportRaisesNoQuestion() {
    Play play =
        Play.of(
            """
        A create t/1 p=old
        B create t/1 p=old
        A set t/1 p=new
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=new healed(new old)");
  }

  @Test
  void aReplacedDecisionVotesNoMore() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        C < A
        C < B
        D < C
        C set t/1 p=x
        D set t/1 p=y
        C set t/1 p=z    # no longer a vote for x
        all
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=z open(y z)");
  }

  @Test
  void policiesSettleWithoutAsking() {
    String conflict =
        """
        B < A
        A set t/1 p=5
        B set t/1 p=3
        A <> B
        """;
    assertThat(policy("newest", conflict)).isEqualTo("p=3 policy(3 5)");
    assertThat(policy("oldest", conflict)).isEqualTo("p=5 policy(3 5)");
    assertThat(policy("max", conflict)).isEqualTo("p=5 policy(3 5)");
    assertThat(policy("min", conflict)).isEqualTo("p=3 policy(3 5)");
    assertThat(policy("whatever", conflict)).isEqualTo("p=3 open(3 5)");
  }

  private static String policy(String name, String history) {
    return play("A create _type/t p={\"policy\":\"" + name + "\"}").on(history).shown("t/1");
  }

  @Test
  void countersAddUpWhateverHappensApart() {
    Play play =
        play(
            """
        A set t/1 n=10
        B < A
        A set t/1 n+=5
        B set t/1 n+=-3
        A set t/1 n+=1
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("n=13 p=new");
    assertThat(play.on("B set t/1 n=100\nA set t/1 n+=1\nA <> B").shown("t/1"))
        .isEqualTo("n=101 p=new");
  }

  @Test
  void aCounterOfAForkedReplicaIsOpenUntilASetHasAbsorbedBothBranches() {
    Play play =
        play(
            """
        A set t/1 n+=2
        C copies A
        A set t/1 n+=1
        C set t/1 n+=1
        all
        """);
    assertThat(play.shown("t/1")).isEqualTo("n=6 open() p=new");
    assertThat(play.on("B set t/1 n=4\nall").shown("t/1")).isEqualTo("n=4 p=new");
  }

  @Test
  void inASetAPutBesideADropStays() {
    Play play =
        play(
            """
        A set t/1 s=["a","b"]
        A set t/1 s:+c
        B < A
        A set t/1 s:-a s:-c
        B set t/1 s:+c s:+d s:-b
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=new s=[\"d\"]");
    assertThat(play.on("A set t/1 s:-d\nB set t/1 s:-d s:+e\nB set t/1 s:+d\nA <> B").shown("t/1"))
        .isEqualTo("p=new s=[\"d\",\"e\"]");
  }

  @Test
  void nothingOfADeletedRecordShinesThroughItsNewOne() {
    Play play =
        play(
            """
        A set t/1 q=old n+=4 s:+a
        A delete t/1
        A create t/1 p=fresh
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("n=0 p=fresh s=[]");
  }

  @Test
  void aPurgeLetsGoOfEverythingAndAConcurrentUpdateStands() {
    Play play =
        play(
            """
        A set t/1 q=secret n+=4 s:+a
        B < A
        A purge t/1
        B set t/1 p=mine
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("contested n=0 p=mine open(mine null)");
  }

  @Test
  void undoWritesBackWhatStoodAndListsWhatChangedSince() {
    Play play =
        play(
            """
        A set t/1 p=x q=1 n+=5 s:+a
        A undo
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("n=0 p=new s=[]");
    play =
        play(
            """
        A set t/1 p=x q=1
        B < A
        B set t/1 q=2
        A < B
        A undo
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=new q=2");
    assertThat(play.refusals()).containsExactly("q of t/1 was changed since");
  }

  @Test
  void undoOfADecisionReopens() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        A <> B
        A set t/1 p=x
        A undo
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y open(x y)");
  }

  @Test
  void undoOfDeleteAndOfPurgeBringsBackAndOfCreateDeletes() {
    assertThat(play("A delete t/1\nA undo\nB < A").shown("t/1")).isEqualTo("p=new");
    assertThat(play("A set t/1 n+=2 s:+a\nA purge t/1\nA undo\nB < A").shown("t/1"))
        .isEqualTo("n=2 p=new s=[\"a\"]");
    assertThat(play("A create t/2 p=1\nA undo\nB < A").shown("t/2")).isEqualTo("deleted");
    assertThat(play("A delete t/1\nA undo\nA undo\nB < A").shown("t/1")).isEqualTo("deleted");
  }

  @Test
  void undoOfACreateOverADeletedRecordDeletesWhateverItsAuthorHadWrittenBefore() {
    Play play =
        play(
            """
            A set t/1 p=mine
            B < A
            B purge t/1
            A < B
            A create t/1 p=again
            A undo
            B < A
            """);
    assertThat(play.shown("t/1")).isEqualTo("deleted");
  }

  @Test
  void aStaleWriteStandsBesideWhatItsClientHadNotSeen() {
    Play play =
        play(
            """
        A look t/1
        A set t/1 p=newer
        A stale t/1 p=older
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=older open(newer older)");
    play =
        play(
            """
        A look t/1
        B set t/1 p=newer
        A < B
        A stale t/1 p=older
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=older open(newer older)");
    play =
        play(
            """
        A look t/1
        A delete t/1
        A stale t/1 p=late
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("contested p=late");
    play =
        play(
            """
        A look t/1
        A set t/1 p=later
        A staledelete t/1
        B < A
        """);
    assertThat(play.shown("t/1")).isEqualTo("contested p=later");
  }

  @Test
  void anEditThatChangesNothingIsNotWritten() {
    Play play =
        play(
            """
        A set t/1 p=new
        A set t/1 q=null
        """);
    assertThat(play.log("A")).isEqualTo(1);
  }

  @Test
  void aClockThatIsBehindStillWritesAfterWhatItReplaces() {
    Play play =
        play(
            """
        B clock -7200
        A set t/1 p=x
        B < A
        B set t/1 p=y
        A < B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y");
  }

  @Test
  void aChangesetDatedOverADayAheadWaitsUntilItsTime() {
    Play play =
        play(
            """
        A clock 172800
        A set t/1 p=future
        B < A
        """);
    assertThat(play.sees("B", "t/1")).isEqualTo("p=new");
    assertThat(play.refusals()).singleElement().asString().contains("over a day ahead");
    assertThat(play.on("B clock 172800\nB < A").shown("t/1")).isEqualTo("p=future");
    assertThat(play.on("A clock 0\nA set t/1 p=back").refusals())
        .last()
        .asString()
        .contains("over a day behind");
  }

  @Test
  void whatWouldHideAValueIsRefused() {
    Play play =
        Play.of(
            """
        A create t/1 p=new n=3 s:+red
        A set t/1 p+=1
        A set t/1 p:+red
        A set t/1 n:-red
        A set t/1 s+=1
        A set t/1 n+=1
        A set t/1 s:+blue
        """);
    assertThat(play.refusals())
        .containsExactly(
            "p holds what no counter has",
            "p holds what no set has",
            "n holds what no set has",
            "s holds what no counter has");
    assertThat(play.shown("t/1")).isEqualTo("n=4 p=new s=[\"blue\",\"red\"]");
    assertThat(play.on("A set t/1 p=null\nA set t/1 p+=1").shown("t/1")).startsWith("n=4 p=1 ");
  }
}
