import ArgumentParser
import Batch
import Reading

/// The command line. Document code never runs in this process: commands that read documents start workers.
@main
struct Foja: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "foja",
    abstract: "Folders of PDF reports in, validated JSON records out.",
    discussion: """
      The usual way:

        foja run                       reads what is new in Inputs/, writes records to Outputs/
        foja status                    what came of each document
        foja convert report.pdf -o -   one record on standard output

      Exit codes: 0 all complete, 1 some documents need attention, 64 wrong usage, 65 shards that do not fit together, 66 no input, 69 a program that is needed is missing, \
      70 our own fault, 71 the system refused, 73 cannot write, 75 another run holds the folder, 78 something in Pipelines/ is wrong, \
      130 interrupted.
      """,
    version: fojaVersion,
    subcommands: [
      RunCommand.self, RetryCommand.self, MergeCommand.self, ServeCommand.self, ConvertCommand.self, StatusCommand.self, PruneCommand.self,
      ForgetCommand.self,
      ValidateCommand.self, CheckCommand.self, SchemaCommand.self,
      MatchCommand.self, ExplainCommand.self, TablesCommand.self, StageCommand.self,
      SearchCommand.self, SeriesCommand.self, CompletionsCommand.self,
      DrawCommand.self, ReviewCommand.self, DiffCommand.self, SampleCommand.self,
    ])

  static func main() {
    Log.start()
    // Without it there are no arguments, and neither Foja's own files nor what memory is taken can be found.
    guard Files.exists("/proc/self/exe") else {
      say("foja: /proc is not there: mount it (mount -t proc proc /proc)")
      Foja.exit(withError: ExitCode(71))
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      end(failure)
    } catch let failure as RunFailure {
      // Of a command that is no run: an interruption, mostly.
      end(Failure(failure.status, failure.message))
    } catch {
      Foja.exit(withError: error)
    }
  }

  private static func end(_ failure: Failure) -> Never {
    say("foja: \(Messages.translated(failure.message, to: 2))")
    Foja.exit(withError: ExitCode(failure.status))
  }
}

/// Ends a command with a message for people and a code for scripts.
struct Failure: Error {
  var status: Int32
  var message: String

  init(_ status: Int32, _ message: String) {
    self.status = status
    self.message = message
  }
}

/// A line on standard error, without what a terminal would obey (``printable(_:)``).
func say(_ line: String) { Files.writeAll(Array((printable(line, inLines: true) + "\n").utf8), to: 2) }

/// A line on standard output, likewise.
func tell(_ line: String) { Files.writeAll(Array((printable(line, inLines: true) + "\n").utf8), to: 1) }
