package skein.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import skein.app.grammar.Assignment;
import skein.app.home.DiskTrouble;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.core.value.Json;
import skein.store.blobs.Blobs;
import skein.store.blobs.Reference;

/// What `name=@file` among assignments does: the file is kept as a blob of the space, and the
/// property names it.
///
/// @param desk where files are looked for
record Attaching(Desk desk) {
  private static final String MARK = "@";

  /// The same assignments, with a reference in place of each file, which is kept by now.
  List<String> kept(OpenSpace space, List<String> assignments) {
    Blobs blobs = new Blobs(desk.home().blobs(space.entry().id()));
    return assignments.stream().map(argument -> kept(blobs, argument)).toList();
  }

  private String kept(Blobs blobs, String argument) {
    Assignment read = Assignment.parse(argument);
    if (read.operator() != Assignment.Operator.SET || !read.operand().startsWith(MARK)) {
      return argument;
    }
    Path file = desk.path(read.operand().substring(MARK.length()));
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          "there is no file %s to attach; a text that begins with @ is written %s:=%s"
              .formatted(file, read.property(), read.operand()));
    }
    try (InputStream in = Files.newInputStream(file)) {
      Reference reference = blobs.put(in, type(file));
      String json = new String(Json.write(reference.value()), StandardCharsets.UTF_8);
      return read.property() + "=" + json;
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    }
  }

  private static String type(Path file) {
    String guess = URLConnection.guessContentTypeFromName(String.valueOf(file.getFileName()));
    return Objects.requireNonNullElse(guess, "application/octet-stream");
  }
}
