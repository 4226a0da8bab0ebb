package skein.app.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Walks one source and gathers what the house does not want.
final class Tidiness extends TreeScanner<Void, Void> {
  static final int METHOD_LINES = 60;

  private static final Set<String> BANNED_CLASSES =
      Set.of("Record", "Module", "Process", "Version", "Properties");
  private static final Pattern EMPTY_WORDS =
      Pattern.compile(".*(Impl|Utils?|Common|Helpers?|Manager)([A-Z].*)?|Base([A-Z].*)?");
  private static final Pattern BANNED_ANNOTATIONS =
      Pattern.compile("(.*\\.)?(Disabled\\w*|Enabled\\w*|Ignore|SuppressWarnings)");
  private static final Pattern BANNED_CALLS =
      Pattern.compile("(.*\\.)?(assumeTrue|assumeFalse|assumeThat|assumingThat|Thread\\.sleep)");

  private final Parsed source;
  private final List<String> offences = new ArrayList<>();

  private Tidiness(Parsed source) {
    this.source = source;
  }

  static List<String> of(Parsed source) {
    Tidiness walk = new Tidiness(source);
    walk.scan(source.tree(), null);
    return walk.offences;
  }

  private void blame(Tree part, String what) {
    offences.add(source.text().at(source.firstLine(part)) + ": " + what);
  }

  @Override
  public Void visitClass(ClassTree node, Void unused) {
    String name = node.getSimpleName().toString();
    if (BANNED_CLASSES.contains(name) || EMPTY_WORDS.matcher(name).matches()) {
      blame(node, "no class may be called " + name);
    }
    return super.visitClass(node, null);
  }

  @Override
  public Void visitMethod(MethodTree node, Void unused) {
    int lines = source.lineCount(node);
    if (lines > METHOD_LINES) {
      blame(node, node.getName() + " has " + lines + " lines, at most " + METHOD_LINES);
    }
    boolean ours =
        node.getModifiers().getAnnotations().stream()
            .noneMatch(note -> note.getAnnotationType().toString().equals("Override"));
    if (ours && node.getReturnType() != null) {
      blameTwins(node);
    }
    return super.visitMethod(node, null);
  }

  /// Two parameters of one primitive type side by side are easily swapped.
  private void blameTwins(MethodTree node) {
    List<? extends VariableTree> parameters = node.getParameters();
    for (int i = 1; i < parameters.size(); i++) {
      if (parameters.get(i - 1).getType() instanceof PrimitiveTypeTree one
          && parameters.get(i).getType() instanceof PrimitiveTypeTree other
          && one.getPrimitiveTypeKind() == other.getPrimitiveTypeKind()) {
        blame(node, node.getName() + " has two parameters of type " + one + " side by side");
      }
    }
  }

  @Override
  public Void visitAnnotation(AnnotationTree node, Void unused) {
    if (BANNED_ANNOTATIONS.matcher(node.getAnnotationType().toString()).matches()) {
      blame(node, "no " + node.getAnnotationType());
    }
    return super.visitAnnotation(node, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
    String call = node.getMethodSelect().toString();
    if (BANNED_CALLS.matcher(call).matches()) {
      blame(node, "no " + call);
    }
    if (call.equals("System.exit") && !source.fileName().equals("Main")) {
      blame(node, "only Main ends the process");
    }
    return super.visitMethodInvocation(node, null);
  }

  @Override
  public Void visitCatch(CatchTree node, Void unused) {
    if (node.getBlock().getStatements().isEmpty()) {
      blame(node, "an empty catch");
    }
    return super.visitCatch(node, null);
  }
}
