package skein.store.sqlite;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.history.Grant;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.replica.Branch;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Reading;
import skein.core.replica.Retention;
import skein.core.replica.StoreBroken;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;

/// Reads the tables through one connection, within a transaction that somebody else began. Keeps
/// nothing. Confined to that transaction.
record LogReading(Link link, Path file) implements Reading {
  private static final String CHANGESET =
      "SELECT c.number, c.branch, b.replica, c.seq, c.hash, c.body, c.signature, c.void_reason,"
          + " c.withheld FROM changeset c JOIN branch b ON b.id = c.branch ";
  private static final String RECORD =
      "SELECT r.id, t.name, r.name, r.live, r.ord FROM record r JOIN type t ON t.id = r.type ";

  @Override
  public Bytes charter() {
    return space("charter", row -> Bytes.of(row.getBytes(1)));
  }

  @Override
  public Identity identity() {
    return space(
        "replica, key, grant_json, secret",
        row -> new Identity(origin(row), Bytes.of(row.getBytes(4))));
  }

  @Override
  public String epoch() {
    return space("epoch", row -> row.getString(1));
  }

  @Override
  public Retention retention() {
    return space("retention", row -> new Retention(row.getLong(1)));
  }

  private <T> T space(String columns, Link.Row<T> row) {
    return link.one("SELECT " + columns + " FROM space", row)
        .orElseThrow(() -> damaged("its row in space is gone"));
  }

  @Override
  public List<Branch> branches() {
    return link.all(
        "SELECT id, parent, first, replica, head, hash, millis FROM branch ORDER BY id",
        row ->
            new Branch(
                row.getInt(1),
                row.getInt(2),
                row.getLong(3),
                new Chain(ReplicaId.of(row.getBytes(4)), row.getLong(5), Bytes.of(row.getBytes(6))),
                row.getLong(7)));
  }

  @Override
  public Optional<Origin> origin(int branch) {
    return link.one(
        "SELECT replica, key, grant_json FROM branch WHERE id = ? AND key IS NOT NULL",
        this::origin,
        branch);
  }

  private Origin origin(ResultSet row) throws SQLException {
    byte @Nullable [] grant = row.getBytes(3);
    try {
      ReplicaId replica = ReplicaId.of(row.getBytes(1));
      if (!replica.equals(ReplicaId.ofKey(row.getBytes(2)))) {
        throw damaged("the key of replica " + replica + " is not its own");
      }
      return new Origin(
          replica,
          Bytes.of(row.getBytes(2)),
          grant == null ? null : Grant.parse(Json.parse(grant)));
    } catch (NotStrict | IllegalArgumentException e) {
      throw damaged("an origin cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Optional<StoredChangeset> changeset(int branch, long seq) {
    return link.one(
        CHANGESET + "WHERE c.branch = ? AND c.seq = ?", LogReading::changeset, branch, seq);
  }

  /// The chain hash of the line that stands there.
  Bytes hash(int branch, long seq) {
    return link.one(
            "SELECT hash FROM changeset WHERE branch = ? AND seq = ?",
            row -> Bytes.of(row.getBytes(1)),
            branch,
            seq)
        .orElseThrow(() -> damaged("line %d of branch %d is gone".formatted(seq, branch)));
  }

  /// Checked by the chain, like [#history]; what [#changeset] gives is not.
  @Override
  public List<StoredChangeset> log(long afterNumber, int limit) {
    return new ChainCheck(this)
        .sound(
            link.all(
                CHANGESET + "WHERE c.number > ? ORDER BY c.number LIMIT ?",
                LogReading::changeset,
                afterNumber,
                limit));
  }

  @Override
  public List<StoredChangeset> history(StoredRecord record, long after) {
    return new ChainCheck(this)
        .sound(
            link.all(
                CHANGESET
                    + """
                    WHERE c.number IN (
                      SELECT born FROM record WHERE id = ?1 AND born > ?2
                      UNION SELECT changeset FROM record_changeset
                      WHERE record = ?1 AND changeset > ?2)
                    ORDER BY c.number
                    """,
                LogReading::changeset,
                record.localId(),
                after));
  }

  private static StoredChangeset changeset(ResultSet row) throws SQLException {
    byte @Nullable [] signature = row.getBytes(7);
    return new StoredChangeset(
        row.getLong(1),
        row.getInt(2),
        new Chain(ReplicaId.of(row.getBytes(3)), row.getLong(4), Bytes.of(row.getBytes(5))),
        BodyColumns.read(row.getBytes(6), row.getInt(9)),
        signature == null ? null : Bytes.of(signature),
        row.getString(8));
  }

  @Override
  public List<StoredChangeset> gaps(long afterNumber, int limit) {
    return link.all(
        CHANGESET + "WHERE c.withheld > 0 AND c.number > ? ORDER BY c.number LIMIT ?",
        LogReading::changeset,
        afterNumber,
        limit);
  }

  @Override
  public boolean hasPurged() {
    return link.one(
            "SELECT 1 FROM changeset WHERE withheld > 0 AND withheld = 2 LIMIT 1", row -> true)
        .isPresent();
  }

  @Override
  public Optional<StoredRecord> record(RecordKey key) {
    long type = link.typeId(key.type());
    return type == 0
        ? Optional.empty()
        : link.one(
            "SELECT id, live, ord FROM record WHERE type = ? AND name = ?",
            row -> new StoredRecord(row.getLong(1), key, live(row, 2), row.getLong(3)),
            type,
            key.id());
  }

  /// The last name of a type's records, in the order of their UTF-8 bytes; empty if there is none.
  String highestName(String type) {
    return link.one(
            "SELECT max(name) FROM record WHERE type = ?",
            row -> Objects.requireNonNullElse(row.getString(1), ""),
            link.typeId(type))
        .orElse("");
  }

  @Override
  public Optional<StoredRecord> record(long localId) {
    return link.one(RECORD + "WHERE r.id = ?", this::stored, localId);
  }

  @Override
  public List<StoredRecord> scan(String type, long afterLocalId, int limit) {
    return link.all(
        RECORD + "WHERE r.type = ? AND r.id > ? ORDER BY r.id LIMIT ?",
        this::stored,
        link.typeId(type),
        afterLocalId,
        limit);
  }

  @Override
  public List<StoredRecord> several(long afterLocalId, int limit) {
    return link.all(
        RECORD + "WHERE r.several = 1 AND r.id > ? ORDER BY r.id LIMIT ?",
        this::stored,
        afterLocalId,
        limit);
  }

  @Override
  public List<StoredRecord> since(long order, int limit) {
    return link.all(RECORD + "WHERE r.ord > ? ORDER BY r.ord LIMIT ?", this::stored, order, limit);
  }

  private StoredRecord stored(ResultSet row) throws SQLException {
    RecordKey key = new RecordKey(row.getString(2), row.getString(3));
    return new StoredRecord(row.getLong(1), key, live(row, 4), row.getLong(5));
  }

  private LiveRecord live(ResultSet row, int column) throws SQLException {
    try {
      return LiveCodec.read(row.getBytes(column));
    } catch (NotStrict | IllegalArgumentException e) {
      throw damaged("record " + row.getLong(1) + " cannot be read: " + e.getMessage());
    }
  }

  @Override
  public List<String> types() {
    return link.all("SELECT name FROM type", row -> row.getString(1)).stream().sorted().toList();
  }

  StoreBroken damaged(String what) {
    return new StoreBroken(
        "cannot read " + file + ": " + what + ". Keep the file; " + Trouble.ELSEWHERE);
  }
}
