import org.jspecify.annotations.NullMarked;

/// The rules of Skein: pure packages, then the one stateful engine over its ports.
@NullMarked
module skein.core {
  requires static transitive org.jspecify;
  requires tools.jackson.core;

  exports skein.core.history;
  exports skein.core.merge;
  exports skein.core.post;
  exports skein.core.query;
  exports skein.core.record;
  exports skein.core.replica;
  exports skein.core.schema;
  exports skein.core.value;
}
