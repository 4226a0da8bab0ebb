package skein.app.intake;

/// What came of an import, in rows. `refused`: left out, each told with its place. `deleted`: left
/// out because the record was deleted here. `changesets`: how many were written.
public record Tally(
    long rows,
    long created,
    long updated,
    long unchanged,
    long deleted,
    long refused,
    long changesets) {
  /// Nothing read yet.
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        rows + other.rows,
        created + other.created,
        updated + other.updated,
        unchanged + other.unchanged,
        deleted + other.deleted,
        refused + other.refused,
        changesets + other.changesets);
  }
}
