import org.jspecify.annotations.NullMarked;

/// Laws, contracts, generators and the arena. For tests and measurements, never shipped.
@NullMarked
module skein.testkit {
  requires static transitive org.jspecify;
  requires org.assertj.core;
  requires transitive skein.core;
  requires transitive skein.sync;
  requires transitive org.junit.jupiter.api;

  exports skein.testkit;
  exports skein.testkit.arena;
  exports skein.testkit.arena.plan;
  exports skein.testkit.arena.world;
  exports skein.testkit.notation;
  exports skein.testkit.sample;
  exports skein.testkit.store;
}
