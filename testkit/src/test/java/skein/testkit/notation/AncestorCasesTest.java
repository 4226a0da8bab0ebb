package skein.testkit.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The numbered situations in which an ancestor's outcomes were observed, with ours. A and B share
/// a record; what follows is who did what. Numbers that the list does not use are missing here too.
class AncestorCasesTest {
  private static final String SHARED =
      """
      A create t/1 p=new q=one
      B < A
      """;

  private static Play play(String history) {
    return Play.of(SHARED).on(history);
  }

  @Test
  void case01EditsOfDifferentPropertiesBothStand() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 q=two
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=x q=two");
    assertThat(play.pulled()).containsExactly(1, 1, 1);
  }

  @Test
  void case02TheSameValueOnBothSidesIsAgreement() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=x
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=x q=one");
  }

  @Test
  void case03ADecisionForMineHealsTheOther() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        B < A
        B set t/1 p=y    # decides
        A <> B
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y q=one");
    assertThat(play.pulled()).endsWith(0, 0);
  }

  @Test
  void case04WithoutADecisionEverythingArrivesAndTheConflictIsOpen() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y open(x y) q=one");
  }

  @Test
  void case05ADecisionForTheirsCountsAsMuch() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        B < A
        B set t/1 p=x    # decides
        A < B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=x q=one");
  }

  @Test
  void case06WhoDecideForEachOtherDoNotSwap() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        A <> B
        A set t/1 p=y
        B set t/1 p=x
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=x open(x y) q=one");
    assertThat(play.on("A set t/1 p=x\nA <> B").shown("t/1")).isEqualTo("p=x q=one");
  }

  @Test
  void case07ACloneEqualsItsSource() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        B < A
        B set t/1 p=x
        C < B
        """);
    assertThat(play.sees("C", "t/1")).isEqualTo("p=x q=one").isEqualTo(play.sees("B", "t/1"));
  }

  @Test
  void case08DecisionsMadeApartAreWeighedAndATieIsTheSameEverywhere() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        A <> B
        C < A
        B set t/1 p=y
        C set t/1 p=x
        all
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=x open(x y) q=one");
    assertThat(play.on("D < A").sees("D", "t/1")).isEqualTo("p=x open(x y) q=one");
  }

  @Test
  void case09TheMajorityWinsForNewcomersAndForEverybody() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        A <> B
        C < A
        D < A
        B set t/1 p=y
        D set t/1 p=y
        C set t/1 p=x
        all
        E < C
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y healed(x y) q=one");
  }

  @Test
  void case10UpdateBesideDeleteIsAVisibleConflictThatLosesNothing() {
    Play play =
        play(
            """
        A delete t/1
        B set t/1 p=y
        B < A
        """);
    assertThat(play.sees("B", "t/1")).isEqualTo("contested p=y q=one");
  }

  @Test
  void case11UpdateBesideDeleteIsTheSameFromTheOtherSideAndSettlesEitherWay() {
    Play play =
        play(
            """
        A delete t/1
        B set t/1 p=y
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("contested p=y q=one");
    assertThat(play.on("A keep t/1\nA <> B").shown("t/1")).isEqualTo("p=y q=one");
    assertThat(play.on("B delete t/1\nA <> B").shown("t/1")).isEqualTo("deleted");
  }

  @Test
  void case12DeleteBesideDeleteIsAgreement() {
    Play play =
        play(
            """
        A delete t/1
        B delete t/1
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("deleted");
  }

  @Test
  void case13TheSameIdCreatedTwiceMergesPropertyByProperty() {
    Play play =
        play(
            """
        A create t/2 p=x r=1
        B create t/2 p=y s=2
        A <> B
        """);
    assertThat(play.shown("t/2")).isEqualTo("p=y open(x y) r=1 s=2");
  }

  @Test
  void case14OfTwoPropertiesOnlyTheOneInConflictIsDecided() {
    Play play =
        play(
            """
        A set t/1 p=x q=two
        B set t/1 p=y
        B < A
        B set t/1 p=y
        A < B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y q=two");
  }

  @Test
  void case15RemovedBesideChangedIsAConflict() {
    Play play =
        play(
            """
        A set t/1 p=null
        B set t/1 p=y
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y open(null y) q=one");
  }

  @Test
  void case16TheSameNewPropertyOnBothSidesShowsTheSameOnBoth() {
    Play play =
        play(
            """
        A set t/1 r=x
        B set t/1 r=y
        A <> B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=new q=one r=y open(x y)");
  }

  @Test
  void case17AConflictInTheMiddleOfAPullStopsNothing() {
    Play play =
        play(
            """
        B set t/1 p=y
        A create t/2 p=1
        A set t/1 p=x
        A create t/3 p=3
        B < A
        """);
    assertThat(play.pulled()).endsWith(3);
    assertThat(play.sees("B", "t/1")).isEqualTo("p=x open(x y) q=one");
    assertThat(play.sees("B", "t/3")).isEqualTo("p=3");
  }

  @Test
  void case18EditsAfterAHealedConflictApplyInBothDirections() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        B < A
        B set t/1 p=y
        A < B
        A set t/1 p=after
        B < A
        B set t/1 q=back
        A < B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=after q=back");
  }

  @Test
  void case19AChainOfEditsUnseenIsOneCandidateAndOneDecision() {
    Play play =
        play(
            """
        A set t/1 p=x1
        A set t/1 p=x2
        B set t/1 p=y
        B < A
        """);
    assertThat(play.sees("B", "t/1")).isEqualTo("p=y open(x2 y) q=one");
    assertThat(play.on("B set t/1 p=y\nA < B").shown("t/1")).isEqualTo("p=y q=one");
  }

  @Test
  void case20AChainOfEditsUnseenCanWin() {
    Play play =
        play(
            """
        A set t/1 p=x1
        A set t/1 p=x2
        B set t/1 p=y
        B < A
        B set t/1 p=x2
        A < B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=x2 q=one");
  }

  @Test
  void case21LinesOfAnotherSpaceAreForgedHere() {
    Play other = Play.elsewhere("X create t/1 p=else");
    Play play = play("").pullFrom("A", other, "X");
    assertThat(play.pulled()).endsWith(0);
    assertThat(play.refusals()).singleElement().asString().startsWith("FORGED");
    assertThat(play.shown("t/1")).isEqualTo("p=new q=one");
  }

  @Test
  void case22ACopiedFolderLosesNothingAndGoesOnAsAnotherReplica() {
    Play play = play("C copies A\n");
    assertThat(play.id("C")).isEqualTo(play.id("A"));
    play.on(
        """
        A set t/1 p=x
        C set t/1 q=two
        all
        A set t/1 r=1
        C set t/1 s=2
        all
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=x q=two r=1 s=2");
    assertThat(play.id("C")).isNotEqualTo(play.id("A"));
  }

  @Test
  void case24AThirdReceivesBothSidesThroughAMiddleman() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        M < A
        M < B
        C < M
        B < A
        B set t/1 p=y
        M < B
        C < M
        A < M
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y q=one");
  }

  @Test
  void case25AThirdReceivesBothSidesInTheOtherOrder() {
    Play play =
        play(
            """
        A set t/1 p=x
        B set t/1 p=y
        M < B
        M < A
        C < M
        A < B
        A set t/1 p=y
        M < A
        C < M
        B < M
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=y q=one");
  }

  @Test
  void case26ADecisionThatMixesBothSidesIsComplete() {
    Play play =
        play(
            """
        A set t/1 p=pa q=qa
        B set t/1 p=pb q=qb
        B < A
        B set t/1 p=pa q=qb
        A < B
        """);
    assertThat(play.shown("t/1")).isEqualTo("p=pa q=qb");
  }

  @Test
  void case27ADanglingReferenceIsFlaggedAndKept() {
    Play play =
        play(
            """
        A create _type/t owner={"refers":"person"}
        A create person/ann name=Ann
        B < A
        A create t/2 owner=ann
        B delete person/ann
        A <> B
        """);
    assertThat(play.shown("t/2")).isEqualTo("owner=ann !refers(owner)");
  }

  @Test
  void case28AnInvalidRemoteValueIsFlaggedAndKept() {
    Play play =
        play(
            """
        B create _type/t p={"allowed":["new","done"]}
        A set t/1 p=odd
        B set t/1 p=odder
        A <> B
        """);
    assertThat(play.refusals()).containsExactly("p is \"odder\", allowed are \"new\", \"done\"");
    assertThat(play.shown("t/1")).isEqualTo("p=odd q=one !allowed(p)");
  }
}
