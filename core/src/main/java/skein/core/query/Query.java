package skein.core.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.merge.RecordView;
import skein.core.value.Value;

/// Which records of a type, in which order, how many. Several `=` or `~` conditions on one property
/// mean any of them; everything else must hold together. Without `sort` records come in the order
/// of their local ids. `after`: the cursor, the local id of the last record already had.
public record Query(
    String type, List<Condition> conditions, @Nullable Sort sort, int limit, long after) {
  public static final int MAX_LIMIT = 10_000;

  /// By a property's value ([Value#ORDER], unset first), ties by local id.
  public record Sort(String property, boolean descending) {
    /// Reads `property` or `-property`.
    public static Sort parse(String text) {
      boolean descending = text.startsWith("-");
      return new Sort(descending ? text.substring(1) : text, descending);
    }
  }

  public Query {
    conditions = List.copyOf(conditions);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("the limit is " + limit + ", not within 1.." + MAX_LIMIT);
    }
    if (after < 0) {
      throw new IllegalArgumentException("the cursor is " + after + ", it begins at 0");
    }
    if (sort != null && after > 0) {
      throw new IllegalArgumentException("a cursor goes without sort: it follows the local ids");
    }
  }

  /// True if the record exists and passes all conditions.
  public boolean test(RecordView view) {
    if (!view.exists()) {
      return false;
    }
    Map<String, List<Condition>> choices = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      switch (condition.operator()) {
        case EQUAL, CONTAINS ->
            choices
                .computeIfAbsent(condition.property(), property -> new ArrayList<>())
                .add(condition);
        case NOT_EQUAL, NOT_CONTAINS, LESS, GREATER, AT_MOST, AT_LEAST -> {
          if (!condition.test(view.value(condition.property()))) {
            return false;
          }
        }
      }
    }
    return choices.entrySet().stream()
        .allMatch(
            choice ->
                choice.getValue().stream()
                    .anyMatch(condition -> condition.test(view.value(choice.getKey()))));
  }

  /// The order of the answer, for records that all passed.
  public Comparator<RecordView> order() {
    Sort by = sort;
    if (by == null) {
      return Comparator.comparing(RecordView::exists);
    }
    Comparator<RecordView> order =
        Comparator.comparing(view -> view.value(by.property()), Value.ORDER);
    return by.descending() ? order.reversed() : order;
  }
}
