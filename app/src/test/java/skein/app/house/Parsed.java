package skein.app.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// One Java source as the compiler's parser sees it.
record Parsed(Repository.Text text, CompilationUnitTree tree, SourcePositions positions) {
  /// Parses the given sources, in their order.
  static List<Parsed> all(List<Repository.Text> texts) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(complaints, Locale.ROOT, null)) {
      Iterable<? extends JavaFileObject> units =
          files.getJavaFileObjectsFromPaths(texts.stream().map(Repository.Text::path).toList());
      JavacTask task =
          (JavacTask) compiler.getTask(null, files, complaints, List.of(), null, units);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<Parsed> parsed = new ArrayList<>();
      int index = 0;
      for (CompilationUnitTree tree : task.parse()) {
        parsed.add(new Parsed(texts.get(index), tree, positions));
        index++;
      }
      return List.copyOf(parsed);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot parse the sources", e);
    }
  }

  /// The line on which `part` begins, from 1; 1 for a part the compiler has made up.
  int firstLine(Tree part) {
    long start = positions.getStartPosition(tree, part);
    return start < 0 ? 1 : (int) tree.getLineMap().getLineNumber(start);
  }

  /// How many lines `part` covers.
  int lineCount(Tree part) {
    long end = positions.getEndPosition(tree, part);
    return end < 0 ? 1 : (int) tree.getLineMap().getLineNumber(end) - firstLine(part) + 1;
  }

  /// The package, or the empty text for a module declaration.
  String packageName() {
    return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
  }

  /// The name of the file without its ending.
  String fileName() {
    String name = text.path().getFileName().toString();
    return name.substring(0, name.length() - ".java".length());
  }
}
