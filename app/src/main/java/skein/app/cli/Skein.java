package skein.app.cli;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import skein.app.home.Refusal;
import skein.core.replica.StoreBroken;

/// The command `skein`: the root of all others. Without a command it is a mistake (exit code 2).
@Command(
    name = "skein",
    version = Skein.VERSION,
    description = "A local-first database: replicas that work alone and merge when they meet.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, also where nothing had to be changed",
      "1:refused or failed: nothing was done, the sentence says why",
      "2:the command line is wrong",
      "3:done in part: some rows refused, or not all taken back",
      "4:conflicts are open (conflicts, resolve)"
    },
    footer = {
      "%nThe home is the folder in SKEIN_HOME, else the usual place. The space is the one of -s,",
      "else the one this folder is tied to (skein init), else the only one in the home.",
      "A record is named by its local number, as 7, or as type/id.",
      "With --json the answer is one JSON object, or one a line where there may be many;",
      "complaints are always plain text on the error output. SKEIN_TRACE=1 shows where a",
      "failure came from.",
      "%nExamples:",
      "  $ skein --version",
      "  $ skein init -s bugs",
      "  $ skein -s bugs create ticket --id T1 summary=\"Crash on start\" status=new",
      "  $ skein -s bugs search ticket status=new"
    })
public final class Skein implements Runnable {
  /// What `--version` says.
  public static final String VERSION = "skein 0.1.0-SNAPSHOT";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-s", "--space"},
      paramLabel = "NAME",
      description = "The space, by its local name.",
      scope = ScopeType.INHERIT)
  private @Nullable String space;

  @Option(
      names = "-C",
      paramLabel = "FOLDER",
      description = "Work as if started in this folder.",
      scope = ScopeType.INHERIT)
  private @Nullable String folder;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who makes the change; else SKEIN_AUTHOR, else the user's name.",
      scope = ScopeType.INHERIT)
  private @Nullable String author;

  @Option(names = "--json", description = "Answer in JSON.", scope = ScopeType.INHERIT)
  private boolean json;

  private Skein() {}

  /// Runs one command line.
  ///
  /// @return the exit code, as the help says
  public static int run(Setting setting, String... arguments) {
    Skein root = new Skein();
    Desk desk = new Desk(setting, root);
    CommandLine line = new CommandLine(root);
    Commands.meant(arguments).forEach(maker -> line.addSubcommand(maker.apply(desk)));
    return line.setOut(setting.screen().out())
        .setErr(setting.screen().err())
        .setExpandAtFiles(false)
        .setUsageHelpWidth(110)
        .setAllowOptionsAsOptionParameters(true)
        .setExecutionExceptionHandler((failure, at, parsed) -> told(failure, setting, parsed))
        .execute(arguments);
  }

  /// Translates what went wrong into a sentence and an exit code: the one place that does.
  private static int told(Exception failure, Setting setting, ParseResult parsed) {
    if (setting.environment().containsKey("SKEIN_TRACE")) {
      failure.printStackTrace(setting.screen().err());
    }
    String sentence = String.valueOf(failure.getMessage());
    return switch (failure) {
      case Refusal refusal -> complain(setting, refusal.sentence(), Exit.REFUSED);
      case StoreBroken broken -> complain(setting, sentence, Exit.REFUSED);
      case UncheckedIOException broken -> complain(setting, sentence, Exit.REFUSED);
      case IllegalArgumentException mistake ->
          complain(setting, sentence + "; see skein " + name(parsed) + " --help", Exit.USAGE);
      default ->
          complain(
              setting,
              "this is a fault in skein ("
                  + failure
                  + "); nothing was written; SKEIN_TRACE=1 shows where it came from",
              Exit.REFUSED);
    };
  }

  private static String name(ParseResult parsed) {
    return parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "";
  }

  private static int complain(Setting setting, String sentence, int exitCode) {
    setting.screen().complain("skein: " + sentence);
    return exitCode;
  }

  @Nullable String space() {
    return space;
  }

  @Nullable String folder() {
    return folder;
  }

  @Nullable String author() {
    return author;
  }

  boolean json() {
    return json;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
