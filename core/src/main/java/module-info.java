import org.jspecify.annotations.NullMarked;

/// The rules of Skein: pure packages, then the one stateful engine over its ports.
@NullMarked
module skein.core {
  requires static transitive org.jspecify;
  requires tools.jackson.core;
}
