package skein.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The shape of the code: lengths, words, names.
@TestInstance(Lifecycle.PER_CLASS) // what they look at is read once
final class TidyTest {
  private static final int FILE_LINES = 500;
  private static final int LINE_CHARACTERS = 100;

  /// The heart may have 5,000 lines; forgetting, which goes through all of it, has 600 more, and
  /// writing anew 200.
  private static final int CORE_LINES = 5_800;

  private static final int POST_LINES = 700;
  private static final String POST = "core/src/main/java/skein/core/post/";
  private static final Set<String> BANNED_PACKAGE_WORDS =
      Set.of("impl", "util", "utils", "common", "helper", "helpers", "manager", "base");

  private final List<Repository.Text> java = Repository.java();
  private final List<Parsed> parsed = Parsed.all(java);

  @Test
  void noFileAndNoLineIsTooLong() {
    List<String> offences = new ArrayList<>();
    for (Repository.Text text : sources()) {
      if (text.lines().size() > FILE_LINES) {
        offences.add(text.at(FILE_LINES + 1) + ": " + text.lines().size() + " lines");
      }
      for (int i = 0; i < text.lines().size(); i++) {
        String line = text.lines().get(i);
        int characters = line.codePointCount(0, line.length());
        if (characters > LINE_CHARACTERS && !line.startsWith("import ")) {
          offences.add(text.at(i + 1) + ": " + characters + " characters");
        }
      }
    }
    assertThat(offences).isEmpty();
  }

  private List<Repository.Text> sources() {
    List<Repository.Text> texts = new ArrayList<>(java);
    texts.addAll(Repository.shell());
    texts.addAll(Repository.web());
    return texts;
  }

  @Test
  void coreStaysSmall() {
    int posts = codeLines(POST);
    assertThat(posts).as("lines of code in " + POST).isLessThanOrEqualTo(POST_LINES);
    assertThat(codeLines("core/src/main/") - posts)
        .as("lines of code in the rest of core/src/main")
        .isLessThanOrEqualTo(CORE_LINES);
  }

  private int codeLines(String folder) {
    return java.stream()
        .filter(text -> text.where().startsWith(folder))
        .mapToInt(text -> (int) text.lines().stream().filter(TidyTest::isCode).count())
        .sum();
  }

  /// Blank lines, comments, imports and package lines do not count.
  private static boolean isCode(String line) {
    String text = line.strip();
    return !text.isEmpty()
        && !text.startsWith("//")
        && !text.startsWith("import ")
        && !text.startsWith("package ");
  }

  @Test
  void everySourceIsTidy() {
    assertThat(parsed.stream().flatMap(source -> Tidiness.of(source).stream())).isEmpty();
  }

  @Test
  void nobodyLeavesANoteForLaterOrSkipsATest() {
    Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    Pattern skipping = Pattern.compile("skip" + "Tests|maven\\.test\\.sk" + "ip");
    List<Repository.Text> texts = new ArrayList<>(sources());
    texts.addAll(Repository.poms());
    List<String> offences = new ArrayList<>();
    for (Repository.Text text : texts) {
      for (int i = 0; i < text.lines().size(); i++) {
        String line = text.lines().get(i);
        if (later.matcher(line).find() || skipping.matcher(line).find()) {
          offences.add(text.at(i + 1) + ": " + line.strip());
        }
      }
    }
    assertThat(offences).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsForAndHasARealName() {
    Map<String, String> open = new TreeMap<>();
    Set<String> described = new TreeSet<>();
    List<String> offences = new ArrayList<>();
    for (Parsed source : parsed) {
      String name = source.packageName();
      if (source.fileName().equals("package-info")) {
        described.add(name);
      }
      if (!name.isEmpty() && open.putIfAbsent(name, source.text().at(1)) == null) {
        for (String word : name.split("\\.", -1)) {
          if (BANNED_PACKAGE_WORDS.contains(word)) {
            offences.add(source.text().at(1) + ": package " + name);
          }
        }
      }
    }
    open.keySet().removeAll(described);
    open.forEach((name, where) -> offences.add(where + ": no package-info for " + name));
    assertThat(offences).isEmpty();
  }

  @Test
  void noPackageIsSplitBetweenModules() {
    Map<String, Set<String>> owners = new TreeMap<>();
    for (Parsed source : parsed) {
      String where = source.text().where();
      if (where.contains("/src/main/") && !source.packageName().isEmpty()) {
        String module = where.substring(0, where.indexOf('/'));
        owners.computeIfAbsent(source.packageName(), name -> new TreeSet<>()).add(module);
      }
    }
    owners.values().removeIf(modules -> modules.size() == 1);
    assertThat(owners).as("packages with main classes in several modules").isEmpty();
  }

  /// In backticks, `skein.core.value` is a package, `Main` or `skein.app.Main` a class.
  @Test
  void everyNameInTheArchitectureAndTheRecipesExists() {
    Set<String> names = new TreeSet<>();
    for (Parsed source : parsed) {
      names.add(source.packageName());
      names.add(source.fileName());
      names.add(source.packageName() + "." + source.fileName());
    }
    Pattern quoted =
        Pattern.compile("`((?:skein(?:\\.[a-z]+)+\\.)?[A-Z]\\w*|skein(?:\\.[a-z]+)+)[^`]*`");
    List<String> offences = new ArrayList<>();
    for (String file : List.of("ARCHITECTURE.md", "CONTRIBUTING.md")) {
      Repository.Text page = Repository.page(file);
      for (int i = 0; i < page.lines().size(); i++) {
        Matcher matcher = quoted.matcher(page.lines().get(i));
        while (matcher.find()) {
          String name = matcher.group(1);
          boolean prefix = names.stream().anyMatch(known -> known.startsWith(name + "."));
          if (!names.contains(name) && !prefix) {
            offences.add(page.at(i + 1) + ": " + name);
          }
        }
      }
    }
    assertThat(offences).as("names that no source has").isEmpty();
  }
}
