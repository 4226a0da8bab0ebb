package skein.core.post;

/// One transaction of a store of posts. It reads its own writes.
public interface PostWriting extends PostReading {
  /// Adds a post that is not there, with a new order.
  void add(Post post, PostHead head);

  /// Gives a post that is there another work, and a new order.
  void raise(PostHead head);

  /// Takes a post away.
  void remove(PostId id);

  void floor(Rank floor);

  /// Forgets the floor, and begins a new epoch: what had gone may come again.
  void liftFloor();
}
