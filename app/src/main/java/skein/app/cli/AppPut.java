package skein.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.hosting.Content;
import skein.app.hosting.Folder;
import skein.server.hosting.App;
import skein.server.shape.Doc;
import skein.store.blobs.Reference;

/// What `app put` does: brings the files of a folder into an app, those that have changed.
///
/// @param deletes also deletes what is not in the folder
record AppPut(Desk desk, boolean deletes) {
  int run(SpaceBook.Entry entry, Path path) {
    Folder folder = Folder.read(path);
    try (OpenSpace space = desk.home().open(entry)) {
      Content content = new Content(desk.home(), space);
      SortedMap<String, Reference> there = new TreeMap<>(content.all());
      List<String> paths = folder.paths();
      int put = 0;
      for (int i = 0; i < paths.size(); i++) {
        String name = paths.get(i);
        desk.screen().progress((i + 1) + " of " + paths.size() + " files: " + name);
        Reference known = there.remove(name);
        boolean same = folder.isSame(name, java.util.Optional.ofNullable(known));
        put += same ? 0 : 1;
        told(name, same ? "same" : put(content, folder, name));
      }
      desk.screen().progressDone();
      int gone = deletes ? delete(content, there) : 0;
      if (!desk.json()) {
        desk.screen()
            .line(
                "%s: %d files put, %d deleted, %d as they were"
                    .formatted(entry.name(), put, gone, paths.size() - put));
      }
      return Exit.DONE;
    }
  }

  private static String put(Content content, Folder folder, String name) {
    try (InputStream in = folder.open(name)) {
      require(content.put(name, folder.type(name), in));
      return "put";
    } catch (IOException e) {
      throw folder.unread(name, e);
    }
  }

  private int delete(Content content, Map<String, Reference> files) {
    for (String name : files.keySet()) {
      require(content.delete(name));
      told(name, "deleted");
    }
    return files.size();
  }

  private static void require(App.Put put) {
    switch (put) {
      case App.Put.Done done -> {}
      case App.Put.Absent absent -> {}
      case App.Put.NotOwner not ->
          throw new Refusal("only the home that owns an app changes its files; this one does not");
      case App.Put.TooLarge(String why) -> throw new Refusal(why);
      case App.Put.Wrong(String why) -> throw new Refusal(why);
    }
  }

  private void told(String path, String result) {
    if (desk.json()) {
      desk.screen().json(new Doc().put("path", path).put("result", result));
    } else if (!result.equals("same")) {
      desk.screen().line(result + " " + path);
    }
  }
}
