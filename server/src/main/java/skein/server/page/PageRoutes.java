package skein.server.page;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;

/// Serves the pages: apps at `/`, spaces under `/ui/`; the script tells them apart. Immutable; safe
/// for all threads.
public final class PageRoutes {
  private static final String INDEX = "index.html";
  private static final List<String> NAMES = List.of(INDEX, "page.js", "page.css", "icon.svg");

  /// What the page may do: run its own script, ask its own node, and nothing else. Nobody may frame
  /// it, and no text can become markup or script, not even by a mistake of its own.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private final Map<String, PageFile> files;

  private PageRoutes(Map<String, PageFile> files) {
    this.files = Map.copyOf(files);
  }

  /// The page as it was built in.
  public static PageRoutes builtIn() {
    return new PageRoutes(
        NAMES.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> PageFile.read(PageRoutes.class, name))));
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            Method.GET,
            "/",
            Who.ANYONE,
            "The page of apps: a static file, without any data.",
            request -> answer(request, INDEX)),
        Route.of(
            Method.GET,
            "/ui/{file...}",
            Who.ANYONE,
            "The page for browsers: static files, without any data.",
            this::file));
  }

  private Answer file(Request request) {
    String name = request.path("file");
    return answer(request, name.isEmpty() ? INDEX : name);
  }

  private Answer answer(Request request, String name) {
    PageFile file = files.get(name);
    if (file == null) {
      throw Problem.absent("the page has no file '" + name + "'");
    }
    return file.answer(request, POLICY).with("Cross-Origin-Opener-Policy", "same-origin");
  }
}
