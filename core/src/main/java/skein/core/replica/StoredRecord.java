package skein.core.replica;

import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;

/// A record as it is kept: local id (from 1, for people to type), live entries, and order: the
/// local number of the last thing that changed what a reader sees of it.
public record StoredRecord(long localId, RecordKey key, LiveRecord live, long order) {}
