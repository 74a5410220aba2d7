import ArgumentParser
import Batch
import Foundation
import Reading

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Read single files and write one kind of output.",
    discussion: """
        foja convert report.pdf                            the record on standard output
        foja convert *.pdf --to markdown -o texts          texts/<name>.md for each
        foja convert report.pdf --to csv -o tables         tables/<name>/t1.csv, t1.values.csv, …
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable { case json, markdown, csv }

  @Argument(help: "The files to read.") var files: [String]
  @Option(help: "json (the record), markdown (the text) or csv (the tables).") var to = Kind.json
  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("A folder, or - for standard output.", valueName: "folder"))
  var output = "-"
  @Option(help: "Password for encrypted documents.") var password: String?

  func validate() throws {
    if files.isEmpty { throw ValidationError("name at least one file") }
    if output == "-", to == .csv { throw ValidationError("a document may have many tables: name a folder with -o") }
  }

  func run() throws {
    for file in files {
      var info = stat()
      guard stat(file, &info) == 0 else { throw Failure(66, "\(file) is not there") }
      // A pipe would be waited for without end.
      guard info.st_mode & S_IFMT == S_IFREG else { throw Failure(66, "\(file) is not a file") }
    }
    let names = targets()
    if output != "-", !Files.makeFolder(output) { throw Failure(73, "\(output) cannot be made") }
    // Beside the target, so that a rename brings the files there; standard output is fed from the usual place for such things.
    let staging = (output == "-" ? NSTemporaryDirectory() : output + "/") + ".foja-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: staging) }
    let outcomes = try readFiles(files, kinds: [to.rawValue], password: password, staging: staging)
    var attention = false
    for (job, file) in files.enumerated() {
      guard let outcome = outcomes[job] else { continue }
      if let line = complaint(outcome, about: file) {
        attention = true
        say(line)
      }
      if outcome.kind == .complete || outcome.kind == .partial { try deliver(staging + "/\(job)", file, names[job]) }
    }
    if attention { throw ExitCode(1) }
  }

  /// What the files' outputs are called: by their stems, numbered where two would meet (`x`, `x-2`).
  private func targets() -> [String] {
    var taken: Set<[UInt8]> = []
    return files.map { file in
      let stem = WorkerCommand.stem(Files.name(file))
      var name = stem
      var number = 1
      while !taken.insert(Array(name.utf8)).inserted {
        number += 1
        name = "\(stem)-\(number)"
      }
      return name
    }
  }

  private func deliver(_ staged: String, _ file: String, _ name: String) throws(Failure) {
    let (from, target) =
      switch to {
      case .json: (staged + "/record.json", output + "/\(name).json")
      case .markdown: (staged + "/document.md", output + "/\(name).md")
      case .csv: (staged + "/tables", output + "/\(name)")
      }
    guard Files.exists(from) else {
      say("foja: \(file): has no tables")
      return
    }
    if output == "-" {
      Files.writeAll(Files.read(from) ?? [], to: 1)
      return
    }
    if to == .csv { try? FileManager.default.removeItem(atPath: target) }
    guard rename(from, target) == 0 else { throw Failure(73, "\(target) cannot be written") }
  }
}
