package skein.core.record;

/// What is known of the chains of replicas; answers only for integrated changesets.
public interface Lineage {
  /// True if `dot` stands on the chain that ends in `tip` (a dot stands on its own chain); false
  /// for dots of different replicas.
  boolean onChain(Dot dot, Dot tip);

  /// True if the changeset that `seen` names stands on the chain that ends in `tip`.
  boolean reaches(Seen seen, Dot tip);
}
