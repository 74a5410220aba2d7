import ArgumentParser
import Batch
import Emit
import Foundation
import Model
import Reading
import Review

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Read single files and write outputs of the kinds that you name.",
    discussion: """
        foja convert report.pdf                            the record on standard output
        foja convert *.pdf --to markdown -o texts          texts/<name>.md for each
        foja convert report.pdf --to csv -o tables         tables/<name>/t1.csv, t1.values.csv, …
        foja convert report.pdf --to json,html,tei -o out  out/report.json, report.html, report.tei.xml
        foja convert report.pdf --figures -o out           out/report.json and out/report.figures/f1.png, …

      \(Kinds.described)
      """)

  @Argument(help: "The files to read.", completion: .file()) var files: [String]
  @Option(help: ArgumentHelp("Kinds of output, with commas between them.", valueName: "kinds"), completion: .list(outputNames)) var to =
    Kinds(outputs: [allOutputs[0]])
  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("A folder, or - for standard output.", valueName: "folder"),
    completion: .directory)
  var output = "-"
  @Option(help: "Read only these pages, counted from 1: 12, 3-7.") var pages: PageRange?
  @Option(help: "Password for encrypted documents.") var password: String?
  @Flag(help: "Cut the figures of PDFs out of their pages as well: NAME.figures/f1.png, as the record names them.") var figures = false
  @Flag(help: "Print what came of each file, one JSON object a line; what is written goes to the folder of -o.") var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name at least one file") }
    if json, output == "-" { throw ValidationError("--json says what came of each file: name a folder for what is written with -o") }
    guard output == "-" else { return }
    if figures { throw ValidationError("pictures are files: name a folder with -o") }
    if to.outputs.count > 1 { throw ValidationError("several kinds are several files: name a folder with -o") }
    if to.outputs.first?.suffix == nil { throw ValidationError("a document may have many tables: name a folder with -o") }
  }

  func run() throws {
    for file in files {
      var info = stat()
      guard stat(file, &info) == 0 else { throw Failure(66, said("{1} is not there", file)) }
      guard info.st_mode & S_IFMT != S_IFDIR else {
        throw Failure(66, said("{1} is a folder: foja run --inputs {1} reads folders, foja convert reads single files", file))
      }
      // A pipe would be waited for without end.
      guard info.st_mode & S_IFMT == S_IFREG else { throw Failure(66, said("{1} is not a file", file)) }
    }
    let names = targets()
    if output != "-", !Files.makeFolder(output) { throw Failure(73, "\(output) cannot be made") }
    // Beside the target, so that a rename brings the files there; standard output is fed from the usual place for such things.
    let staging = (output == "-" ? NSTemporaryDirectory() : output + "/") + ".foja-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: staging) }
    var kinds = to.outputs.map(\.name)
    // Which figures there are stands in the record.
    if figures, !kinds.contains("json") { kinds.append("json") }
    let outcomes = try readFiles(files, kinds: kinds, pages: pages, password: password, staging: staging)
    var attention = false
    for (job, file) in files.enumerated() {
      guard let outcome = outcomes[job] else { continue }
      if let line = complaint(outcome, about: file) {
        attention = true
        if !json { say(line) }
      }
      var written: [String] = []
      if outcome.kind == .complete || outcome.kind == .partial {
        if figures, try !drawFigures(of: file, record: staging + "/\(job)/record.json", name: names[job]) { attention = true }
        for kind in to.outputs { written += try deliver(kind, staging + "/\(job)", file, names[job]).map { [$0] } ?? [] }
      }
      if json {
        tell(
          jsonLine(
            Converted(
              file: file, outcome: outcome.kind.rawValue, code: outcome.code, message: outcome.message, pages: outcome.pages,
              findings: outcome.findings, written: written)))
      }
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

  /// Where it went; nil to standard output, and where there is none.
  private func deliver(_ kind: Output, _ staged: String, _ file: String, _ name: String) throws(Failure) -> String? {
    let from = staged + "/" + kind.path
    let target = output + "/" + name + (kind.suffix ?? "")
    guard Files.exists(from) else {
      say("foja: \(file): has no \(kind.path)")
      return nil
    }
    if output == "-" {
      Files.writeAll(Files.read(from) ?? [], to: 1)
      return nil
    }
    if kind.suffix == nil { try? FileManager.default.removeItem(atPath: target) }
    guard rename(from, target) == 0 else { throw Failure(73, "\(target) cannot be written") }
    return target
  }
}

/// What came of a file, for programs.
private struct Converted: Encodable {
  var file: String
  var outcome: String
  var code: String?
  var message: String?
  var pages: Int
  var findings: Int
  var written: [String]
}

extension ConvertCommand {
  /// Whether all figures of a document could be cut out.
  private func drawFigures(of file: String, record path: String, name: String) throws -> Bool {
    let document = try recordOf(Files.read(path) ?? [], file).document
    guard document.source.mediaType == "application/pdf", !document.figures.isEmpty else { return true }
    let folder = absolute(output) + "/\(name).figures"
    guard Files.makeFolder(folder) else { throw Failure(73, "\(folder) cannot be made") }
    // Twice the points: 144 to an inch, as screens show pages.
    let pictures = document.figures.map { Picture(path: "\(folder)/\($0.id).png", canvas: .part($0.page, $0.box), scale: 2) }
    let failed = try Home().drawer().draw(pictures, file: absolute(file), password: password)
    for (path, reason) in failed { say("foja: \(path): \(reason)") }
    return failed.isEmpty
  }
}

/// What stands behind `--to`: names of outputs, with commas between them.
struct Kinds: ExpressibleByArgument {
  var outputs: [Output]

  init(outputs: [Output]) { self.outputs = outputs }

  init?(argument: String) {
    outputs = []
    for name in argument.split(separator: ",") {
      guard let known = output(named: String(name)) else { return nil }
      if !outputs.contains(where: { $0.name == known.name }) { outputs.append(known) }
    }
    if outputs.isEmpty { return nil }
  }

  var defaultValueDescription: String { outputs.map(\.name).joined(separator: ",") }

  static var allValueStrings: [String] { outputNames }

  /// A line for each: its names, what its file is called, what it is.
  static var described: String {
    let column = { (text: String, width: Int) in text.padding(toLength: width, withPad: " ", startingAt: 0) }
    return allOutputs.map { output in
      let names = [output.name, output.alias].compactMap { $0 }.joined(separator: ", ")
      return "  " + column(names, 13) + column("NAME" + (output.suffix ?? "/"), 22) + output.about
    }.joined(separator: "\n")
  }
}
