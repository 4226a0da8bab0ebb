package skein.bench;

/// An object of a personal store by its number: some 500 bytes; another text each time round.
record Note(int number) {
  /// So many have names of their own; whoever comes after changes the first.
  private static final int NAMES = 4_000;

  private static final String FILLING = "words of a note, ".repeat(26);

  Note plus(int more) {
    return new Note(number + more);
  }

  String id() {
    return "note-" + number % NAMES;
  }

  String json() {
    return "{\"type\":\"note\",\"id\":\"%s\",\"data\":{\"title\":\"number %d\",\"text\":\"%s\"}}"
        .formatted(id(), number, FILLING);
  }

  /// So many of them as one list, from this one on.
  String list(int count) {
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      list.append(i == 0 ? "" : ",").append(plus(i).json());
    }
    return list.append(']').toString();
  }
}
