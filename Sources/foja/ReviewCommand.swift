import ArgumentParser
import Batch
import Catalogue
import Foundation
import Model
import Reading
import Review

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Make pages to look at what was read, and to mark what is wrong.",
    discussion: """
        foja review report.pdf                      report.review/index.html: open it in a browser
        foja review Outputs/default/documents/report.pdf/record.json -o look
        foja review --all                           Outputs/default/review/index.html: all documents of a run

      A folder, no server: pages as pictures with what was read on them, beside sections, text, tables, mentions and findings; what is marked \
      wrong is downloaded as a file of corrections. With --all, documents whose record did not change are left as they are.
      """)

  @Argument(help: "A document, or the record of one.", completion: .file()) var file: String?
  @Flag(help: "All documents of a run, with a page that lists them.") var all = false
  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
  var output: String?
  @Option(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @Option(help: ArgumentHelp("The folder of a run's inputs.", valueName: "folder"), completion: .directory) var inputs: String?
  @Option(help: ArgumentHelp("The folder of a run's outputs.", valueName: "folder"), completion: .directory) var outputs: String?
  @Option(help: "Password for encrypted documents.") var password: String?
  @Flag(help: "Print where the pages are, and how many could not be drawn, as JSON.") var json = false

  func validate() throws {
    if all == (file != nil) { throw ValidationError("name a document or a record, or say --all") }
  }

  func run() throws {
    let home = try Home()
    var drawer = try home.drawer()
    drawer.jobs = ProcessInfo.processInfo.activeProcessorCount
    let writer = DocumentReview(files: PageFiles(folder: home.pipelines + "/review"), drawer: drawer)
    if let file { try one(file, writer) } else { try everything(home, writer) }
  }

  /// For programs: `incomplete` counts documents of which a page could not be drawn.
  private struct Made: Encodable {
    var documents: Int
    var page: String
    var incomplete: Int
  }

  // MARK: One document

  private func one(_ file: String, _ writer: DocumentReview) throws {
    let record = Files.isFolder(file) ? file + "/record.json" : file
    let isRecord = record.hasSuffix(".json")
    let target = absolute(output ?? WorkerCommand.stem(Files.name(isRecord ? Files.parent(absolute(record)) : file)) + ".review")
    let failed: [(page: Int, reason: String)]
    if isRecord {
      guard let bytes = Files.read(record) else { throw Failure(66, "\(record) is not there") }
      let known = try recordOf(bytes, record)
      let source = try RunFolders(pipeline: pipeline, inputs: inputs, outputs: outputs).document(of: absolute(record), known)
      let why = try source.flatMap { try Explanations.of($0, record: bytes, password: password) }
      failed = try saving {
        try writer.write(bytes, record: known, why: why, file: source, missing: RunFolders.missing, password: password, into: target)
      }
    } else {
      let read = try ReadDocument(file, kinds: ["why"], password: password)
      failed = try saving {
        try writer.write(read.bytes, record: read.record, why: read.others["why"], file: absolute(file), password: password, into: target)
      }
    }
    try saving { try writer.files.copy(into: target) }
    for (page, reason) in failed { say("foja: page \(page) could not be drawn: \(reason)") }
    let index = "\(output ?? Files.name(target))/index.html"
    tell(json ? jsonLine(Made(documents: 1, page: index, incomplete: failed.isEmpty ? 0 : 1)) : index)
    if !failed.isEmpty { throw ExitCode(1) }
  }

  // MARK: A run

  private func everything(_ home: Home, _ writer: DocumentReview) throws {
    let folders = try RunFolders(pipeline: pipeline, inputs: inputs, outputs: outputs)
    let target = output.map(absolute) ?? folders.outputs + "/\(pipeline)/review"
    let program = try home.data().fingerprint + fojaVersion
    var rows: [IndexRow] = []
    var trouble = 0
    let entries = try folders.entries()
    for entry in entries {
      var row = IndexRow(
        path: entry.path, outcome: entry.outcome, code: entry.code, message: entry.message, pages: entry.pages, findings: entry.findings,
        state: entry.gone ? "gone" : entry.isStale ? "stale" : "", link: nil)
      if entry.hasRecord {
        row.link = link("documents/\(entry.folder)") + "/index.html"
        if try !page(of: entry, folders, writer, into: target + "/documents/\(entry.folder)", program: program) { trouble += 1 }
      }
      rows.append(row)
    }
    try saving {
      try writer.files.copy(into: target)
      try writer.files.write("index", data: indexData(rows), into: target)
    }
    let index = "\(target)/index.html"
    tell(json ? jsonLine(Made(documents: rows.count, page: index, incomplete: trouble)) : "\(counted(rows.count, "document")): \(index)")
    if trouble > 0 { throw ExitCode(1) }
  }

  /// False where a page could not be drawn. What was made of the same record by the same program stays.
  private func page(of entry: CatalogueEntry, _ folders: RunFolders, _ writer: DocumentReview, into folder: String, program: String) throws
    -> Bool
  {
    let path = folders.record(entry.folder)
    guard let bytes = Files.read(path) else {
      say("foja: \(path) cannot be read")
      return false
    }
    let made = sha256(of: bytes) + program
    if let before = Files.read(folder + "/made"), before == Array(made.utf8) { return true }
    let record = try recordOf(bytes, path)
    let source = try folders.source(entry, record)
    let why = try source.flatMap { try Explanations.of($0, record: bytes, password: password) }
    let up = String(repeating: "../", count: entry.folder.split(separator: "/").count + 1)
    let failed = try saving {
      try writer.write(
        bytes, record: record, why: why, file: source, missing: RunFolders.missing, password: password, into: folder, up: up,
        index: up + "index.html")
    }
    for (page, reason) in failed.prefix(3) { say("foja: \(entry.path): page \(page) could not be drawn: \(reason)") }
    if failed.isEmpty { Files.write(Array(made.utf8), to: folder + "/made") }
    return failed.isEmpty
  }
}

/// Writing that fails ends the command with 73.
func saving<Result>(_ work: () throws -> Result) throws -> Result {
  do { return try work() } catch let failure as Failure { throw failure } catch {
    throw Failure(73, "cannot write: \((error as NSError).localizedDescription)")
  }
}

/// Why what a record has is as it is, by the ids of its things, as JSON: the file is read again. Nil where another record comes of it now (the
/// rules were changed): its reasons would be those of something else.
enum Explanations {
  static func of(_ file: String, record: [UInt8], password: String?) throws -> [UInt8]? {
    guard let read = try? ReadDocument(file, kinds: ["why"], password: password), read.bytes == record else { return nil }
    return read.others["why"]
  }
}
