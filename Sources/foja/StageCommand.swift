import ArgumentParser
import Batch
import Foundation
import Reading

struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage",
    abstract: "Show what one stage gives for a file, as JSON.",
    discussion: """
        foja stage extract report.pdf         pages: words in lines, rulings, pictures
        foja stage objects report.pdf         tables, figures and lists of terms of each page
        foja stage layout report.pdf          what is left, in reading order
        foja stage structure report.pdf       the same with the role of each line
        foja stage assembly report.pdf        the document
        foja stage recognize report.pdf       what was found in it

      Fields are those of the program: they may change with any version, unlike those of a record.
      """)

  enum Stage: String, ExpressibleByArgument, CaseIterable { case extract, objects, layout, structure, assembly, recognize }

  @Argument(help: "extract, objects, layout, structure, assembly or recognize.") var stage: Stage
  @Argument(help: "The file to read.", completion: .file()) var file: String
  @Option(help: "Read only these pages, counted from 1: 12, 3-7.") var pages: PageRange?
  @Option(help: "Password for an encrypted document.") var password: String?

  func run() throws {
    guard FileManager.default.fileExists(atPath: file) else { throw Failure(66, "\(file) is not there") }
    let staging = NSTemporaryDirectory() + "/.foja-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: staging) }
    let outcomes = try readFiles([file], kinds: ["stage \(stage.rawValue)"], pages: pages, password: password, staging: staging)
    guard let outcome = outcomes[0] else { throw ExitCode(1) }
    if let line = complaint(outcome, about: file) { say(line) }
    guard outcome.kind == .complete, let bytes = Files.read(staging + "/0/stage.json") else { throw ExitCode(1) }
    Files.writeAll(bytes, to: 1)
  }
}
