package skein.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The shape of a path: segments that are fixed, `{name}`, `{name}.json`, or, at the end,
/// `{name...}` for all the rest, which may be empty. A plain `{name}` takes no segment that ends in
/// `.json` as it was sent; who means such a name escapes the dot, `%2E`. `{app}` takes the id of an
/// app and nothing else: 40 hex digits in lower case. Immutable.
public final class PathPattern {
  private static final String JSON = ".json";
  private static final String APP = "app";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

  private sealed interface Segment {
    record Fixed(String text) implements Segment {}

    record Name(String name, boolean json) implements Segment {}

    record App() implements Segment {}

    record Rest(String name) implements Segment {}
  }

  private final String text;
  private final List<Segment> segments;

  private PathPattern(String text, List<Segment> segments) {
    this.text = text;
    this.segments = List.copyOf(segments);
  }

  /// Reads a pattern such as `/s/{space}/records/{type}.json`.
  public static PathPattern of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("the pattern '" + text + "' does not begin with /");
    }
    return new PathPattern(text, split(text).stream().map(PathPattern::segment).toList());
  }

  private static Segment segment(String part) {
    if (!part.startsWith("{")) {
      return new Segment.Fixed(part);
    }
    int end = part.indexOf('}');
    String name = part.substring(1, end);
    if (name.equals(APP)) {
      return new Segment.App();
    }
    return name.endsWith("...")
        ? new Segment.Rest(name.substring(0, name.length() - 3))
        : new Segment.Name(name, part.substring(end + 1).equals(JSON));
  }

  private static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /// The names of its parameters, in order.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Fixed fixed -> {}
        case Segment.Name name -> names.add(name.name());
        case Segment.App app -> names.add(APP);
        case Segment.Rest rest -> names.add(rest.name());
      }
    }
    return names;
  }

  /// The parameters of a path as it was sent, decoded; empty if it has another shape.
  ///
  /// @throws Problem when a part of it is not properly escaped
  public Optional<Map<String, String>> match(String rawPath) {
    List<String> parts = split(rawPath);
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i) instanceof Segment.Rest(String name)) {
        found.put(name, Escapes.decode(String.join("/", parts.subList(i, parts.size()))));
        return Optional.of(found);
      }
      if (i == parts.size() || !take(segments.get(i), parts.get(i), found)) {
        return Optional.empty();
      }
    }
    return parts.size() == segments.size() ? Optional.of(found) : Optional.empty();
  }

  private static boolean take(Segment segment, String part, Map<String, String> found) {
    return switch (segment) {
      case Segment.Fixed fixed -> fixed.text().equals(part);
      case Segment.Name name when part.isEmpty() || part.endsWith(JSON) != name.json() -> false;
      case Segment.Name name -> {
        String value = name.json() ? part.substring(0, part.length() - JSON.length()) : part;
        found.put(name.name(), Escapes.decode(value));
        yield !value.isEmpty();
      }
      case Segment.App app -> {
        found.put(APP, part);
        yield isId(part);
      }
      case Segment.Rest rest -> false;
    };
  }

  /// True if this may be the id of an app.
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// True if some path has both shapes, so that two routes would fight for it.
  public boolean overlaps(PathPattern other) {
    for (int i = 0; ; i++) {
      boolean mine = i < segments.size();
      boolean theirs = i < other.segments.size();
      if (!mine || !theirs) {
        return (mine ? isRest(i) : !theirs || other.isRest(i));
      }
      if (isRest(i) || other.isRest(i)) {
        return true;
      }
      if (!overlap(segments.get(i), other.segments.get(i))) {
        return false;
      }
    }
  }

  private boolean isRest(int index) {
    return segments.get(index) instanceof Segment.Rest;
  }

  private static boolean overlap(Segment one, Segment two) {
    return switch (one) {
      case Segment.Fixed fixed -> take(two, fixed.text(), new LinkedHashMap<>());
      case Segment.Name name ->
          two instanceof Segment.Name(String ignored, boolean json)
              ? json == name.json()
              : overlap(two, one);
      case Segment.App app ->
          switch (two) {
            case Segment.Fixed fixed -> isId(fixed.text());
            case Segment.Name name -> !name.json();
            case Segment.App same -> true;
            case Segment.Rest rest -> true;
          };
      case Segment.Rest rest -> true;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
