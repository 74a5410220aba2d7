import ArgumentParser
import Batch
import Foundation
import Reading

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Read documents as lines on standard input ask for them; for engines that hand out documents themselves.",
    discussion: """
        {"id": "7", "path": "/in/report.pdf"}                       a line in
        {"id": "7", "outcome": "complete", …, "files": {"record.json": "…"}}      a line out, when it is done

      With deadlines, workers that may die, and a sandbox, as in a run; without inbox, catalogue and set. A line may have a `name`, a \
      `password`, `outputs`, and `into`, a folder for the files. The first line out says which version of the lines is spoken \
      (Pipelines/schemas/serve-1.schema.json). Ends 0 when its input ends.
      """)

  @Argument(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @OptionGroup var options: RunOptions
  @Option(
    help: ArgumentHelp("Where documents are worked on (default: the system's temporary folder).", valueName: "folder"),
    completion: .directory) var scratch: String?

  func run() throws {
    let settings = try options.settings(pipeline)
    let folder = (scratch.map(absolute) ?? NSTemporaryDirectory()) + "/.foja-serve-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    Interrupt.watch()
    do throws(RunFailure) {
      try serve(settings, input: 0, scratch: folder) { Files.writeAll($0, to: 1) }
    } catch {
      throw Failure(error.status, error.message)
    }
  }
}
