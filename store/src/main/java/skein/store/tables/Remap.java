package skein.store.tables;

import java.util.List;

/// Tables in the making, while queries are answered from the old ones. Confined to one thread.
///
/// Feed it all posts, and whatever becomes of them meanwhile, up to the cursor of [Tables]; then
/// [#swap]. A remap that is closed without it leaves nothing.
public final class Remap implements AutoCloseable {
  private final Tables tables;
  private final View view;
  private boolean done;

  Remap(Tables tables, View view) {
    this.tables = tables;
    this.view = view;
  }

  /// What the last batch that was applied gave; 0 before.
  public long cursor() {
    return view.cursor();
  }

  /// Carries changes over, as [Tables#apply].
  public void apply(List<PostChange> changes, long cursor) {
    view.apply(changes, cursor);
  }

  /// Puts these tables in place of the old ones, which are deleted when their queries have ended.
  public void swap() {
    done = true;
    tables.swap(view);
  }

  @Override
  public void close() {
    if (!done) {
      view.closeAndDelete();
    }
  }
}
