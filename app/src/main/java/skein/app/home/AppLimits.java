package skein.app.home;

import skein.core.merge.RecordView;
import skein.core.post.Quota;
import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Value;

/// What its owner lets an app take up: the record `app` of the space's settings.
///
/// @param bytes its content and its posts together
/// @param fileBytes one file of its content
/// @param effort how many nonces are tried for a post
public record AppLimits(long bytes, long fileBytes, long effort) {
  /// The settings of an app.
  public static final RecordKey KEY = new RecordKey("_setting", "app");

  /// Its properties for `bytes`, `fileBytes` and `effort`.
  public static final String MAX_SIZE = "max_size";

  public static final String MAX_FILE = "max_file";

  public static final String EFFORT = "effort";

  /// The type of the records that are an app's files; `body` refers to the blob.
  public static final String CONTENT = "_content";

  public static final String BODY = "body";

  /// What holds where nothing is set.
  public static final AppLimits DEFAULT = new AppLimits(100L << 20, 10L << 20, 1000);

  /// As they stand now; what is no number from 0 counts as not set.
  public static AppLimits of(Snapshot view) {
    return view.record(KEY)
        .map(Found::view)
        .filter(RecordView::exists)
        .map(
            record ->
                new AppLimits(
                    count(record.value(MAX_SIZE), DEFAULT.bytes),
                    count(record.value(MAX_FILE), DEFAULT.fileBytes),
                    count(record.value(EFFORT), DEFAULT.effort)))
        .orElse(DEFAULT);
  }

  private static long count(Value value, long unset) {
    return value instanceof Value.Num(double count) && count >= 0 ? (long) count : unset;
  }

  /// The same, with at most so many bytes in all.
  public AppLimits within(long most) {
    return new AppLimits(Math.min(bytes, most), Math.min(fileBytes, most), effort);
  }

  /// How much room content leaves for posts: they never push it out.
  public Quota quota(Snapshot view) {
    return new Quota(Math.max(0, bytes - contentBytes(view)));
  }

  /// What the files of an app come to.
  public static long contentBytes(Snapshot view) {
    long[] sum = {0};
    view.forEach(
        CONTENT,
        found -> {
          if (found.view().exists() && found.view().value(BODY) instanceof Value.Obj(var fields)) {
            sum[0] += count(fields.getOrDefault("size", Value.Null.ONLY), 0);
          }
        });
    return sum[0];
  }
}
