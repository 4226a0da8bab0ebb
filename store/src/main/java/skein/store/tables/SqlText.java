package skein.store.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skein.core.value.Value;

/// The text of a query, looked through before SQLite sees it: is it one SELECT, does it say a word
/// that no page may say, and which parameters does it have. Confined to one text.
///
/// That nothing is written does not hang on this class (the connection cannot write); that no
/// PRAGMA runs and no path of this machine is told does. So it splits the text as SQLite's own
/// tokeniser does, and looks for words in the whole text, wherever they stand.
final class SqlText {
  private static final Set<String> BEGINNINGS = Set.of("SELECT", "WITH", "VALUES");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// `pragma_database_list` tells paths; `dbstat` the places of pages; ours is the cursor.
  private static final Pattern UNSPEAKABLE =
      Pattern.compile("(?i)pragma_.*|sqlite_.*|dbstat|fts3tokenize|_view");

  private final String sql;
  private final List<String> parameters = new ArrayList<>();
  private int at;
  private String first = "";
  private boolean ended;

  private SqlText(String sql) {
    this.sql = sql;
  }

  /// Looks a text through.
  ///
  /// @param names of the app's schema, in lower case: these may be said
  /// @throws Refusal if it is not one SELECT that a page may ask
  static SqlText of(String sql, Set<String> names) {
    if (sql.length() > Limits.SQL_CHARACTERS) {
      throw new Refusal(
          Answer.Reason.LENGTH,
          "the query has %d characters, at most %d".formatted(sql.length(), Limits.SQL_CHARACTERS));
    }
    refuseWords(sql, names);
    SqlText text = new SqlText(sql);
    while (text.at < sql.length()) {
      text.token();
    }
    if (!BEGINNINGS.contains(text.first.toUpperCase(Locale.ROOT))) {
      throw forbidden("a query begins with SELECT, WITH or VALUES; nothing else is run");
    }
    return text;
  }

  private static Refusal forbidden(String why) {
    return new Refusal(Answer.Reason.FORBIDDEN, why);
  }

  private static void refuseWords(String sql, Set<String> names) {
    if (sql.indexOf('\0') >= 0) {
      throw forbidden("a query holds no U+0000");
    }
    Matcher words = WORD.matcher(sql);
    while (words.find()) {
      String word = words.group();
      if (UNSPEAKABLE.matcher(word).matches() && !names.contains(word.toLowerCase(Locale.ROOT))) {
        throw forbidden(
            "a query may not say " + word + "; if it is part of a text, make that a parameter");
      }
    }
  }

  private char ahead(int by) {
    return at + by < sql.length() ? sql.charAt(at + by) : '\0';
  }

  private void token() {
    char letter = sql.charAt(at);
    if (" \t\n\f\r".indexOf(letter) >= 0) {
      at++;
    } else if (letter == '-' && ahead(1) == '-') {
      at = after("\n", at);
    } else if (letter == '/' && ahead(1) == '*') {
      at = after("*/", at + 2);
    } else if (letter == ';') {
      ended = true;
      at++;
    } else if (ended) {
      throw forbidden("a query is one statement; something follows it");
    } else {
      String token = visible(letter);
      first = first.isEmpty() ? token : first;
    }
  }

  private int after(String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  private String visible(char letter) {
    int start = at++;
    if (letter == '\'' || letter == '"' || letter == '`') {
      at = after(String.valueOf(letter), at);
    } else if (letter == '[') {
      at = after("]", at);
    } else if (letter == '?') {
      skipWhile("0123456789");
      number(sql.substring(start + 1, at));
    } else if (":@$".indexOf(letter) >= 0) {
      skipName();
      name(sql.substring(start, at));
    } else if (isPartOfName(letter)) {
      skipName();
    }
    return sql.substring(start, at);
  }

  private void skipWhile(String letters) {
    while (at < sql.length() && letters.indexOf(sql.charAt(at)) >= 0) {
      at++;
    }
  }

  private void skipName() {
    while (at < sql.length() && isPartOfName(sql.charAt(at))) {
      at++;
    }
  }

  private static boolean isPartOfName(char letter) {
    return letter >= 0x80 || letter == '_' || letter == '$' || Character.isLetterOrDigit(letter);
  }

  /// `?` is the next parameter, `?3` the third; SQLite has the last word on numbers too great.
  private void number(String digits) {
    int number = digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
    if (number == 0) {
      parameters.add("");
    }
    while (parameters.size() < number) {
      parameters.add("");
    }
  }

  /// The same name is the same parameter; `:a` and `@a` are two.
  private void name(String written) {
    if (!parameters.contains(written) && written.length() > 1) {
      parameters.add(written);
    }
  }

  /// The values of the parameters, in SQLite's numbering.
  ///
  /// @param count how many SQLite sees
  /// @throws Refusal if they do not fit
  List<Value> values(Value given, int count) {
    if (count != parameters.size()) {
      throw unfit("the query's parameters cannot be told apart; use ? or :name alone");
    }
    return switch (given) {
      case Value.Array array -> positional(array.items());
      case Value.Obj object -> parameters.stream().map(name -> named(object, name)).toList();
      case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ ->
          throw unfit("parameters are a list or an object");
    };
  }

  private List<Value> positional(List<Value> given) {
    if (given.size() != parameters.size()) {
      throw unfit(
          "the query has %d parameters, %d were given".formatted(parameters.size(), given.size()));
    }
    return given;
  }

  private static Value named(Value.Obj given, String name) {
    if (name.isEmpty()) {
      throw unfit("the query has a parameter without a name: give a list");
    }
    Value value = given.get(name.substring(1));
    if (value == null) {
      throw unfit("no value was given for the parameter " + name);
    }
    return value;
  }

  private static Refusal unfit(String why) {
    return new Refusal(Answer.Reason.PARAMETERS, why);
  }
}
