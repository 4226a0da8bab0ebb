package skein.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `skein`: the root of all others. Without a command it is a mistake (exit code 2).
@Command(
    name = "skein",
    version = "skein 0.1.0-SNAPSHOT",
    description = "A local-first database: replicas that work alone and merge when they meet.",
    mixinStandardHelpOptions = true)
public final class Skein implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Skein() {}

  /// Runs one command line.
  ///
  /// @param out for what was asked for
  /// @param err for complaints
  /// @return the exit code: 0 done, 1 failed, 2 the command line is wrong
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Skein()).setOut(out).setErr(err).execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
