import ArgumentParser
import Batch
import Foundation
import Reading

struct TablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "List the tables of a file, or draw how those of a page were read.",
    discussion: """
        foja tables report.pdf                              one line a table: id, pages, size, caption
        foja tables report.pdf --pages 3-7                  only those on these pages (--page 12: on one)
        foja tables report.pdf --json                       the tables as the record has them, with all cells
        foja tables report.pdf --page 12 --draw page.svg    words, rules and shading; cells of tables in green; what was taken for a \
      table and refused in red, with the reason. A .png needs the program rsvg-convert (Debian: librsvg2-bin).

      Ends 1 where the file cannot be read, 66 where it or the page is not there.
      """)

  @Argument(help: "The file to read.", completion: .file()) var file: String
  @Option(name: [.customLong("pages"), .customLong("page")], help: "A page or a range of them, counted from 1: 12, 3-7.") var pages:
    PageRange?
  @Flag(help: "Print the tables as JSON.") var json = false
  @Option(help: ArgumentHelp("Write a picture of the page here: .svg or .png.", valueName: "out"), completion: .file()) var draw: String?
  @Option(help: "Password for an encrypted document.") var password: String?

  func validate() throws {
    guard let draw else { return }
    if json { throw ValidationError("--draw writes a picture, --json prints: say one of them") }
    guard let pages, pages.first == pages.last else { throw ValidationError("say which --page to draw") }
    guard draw.hasSuffix(".svg") || draw.hasSuffix(".png") else { throw ValidationError("--draw writes .svg or .png: end the name so") }
  }

  func run() throws {
    guard FileManager.default.fileExists(atPath: file) else { throw Failure(66, "\(file) is not there") }
    let staging = NSTemporaryDirectory() + "/.foja-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: staging) }
    let outcomes = try readFiles(
      [file], kinds: [draw == nil ? "json" : "drawing"], page: pages?.first, password: password, staging: staging)
    guard let outcome = outcomes[0] else { throw ExitCode(1) }
    if let line = complaint(outcome, about: file) { say(line) }
    guard outcome.kind == .complete || outcome.kind == .partial else { throw ExitCode(outcome.code == "no-such-page" ? 66 : 1) }
    if let draw { try deliver(staging + "/0/page.svg", to: draw) } else { try list(staging + "/0/record.json") }
  }

  private func deliver(_ drawing: String, to target: String) throws(Failure) {
    guard let bytes = Files.read(drawing) else { throw Failure(73, "\(drawing) cannot be read") }
    if target.hasSuffix(".svg") {
      guard Files.write(bytes, to: target) else { throw Failure(73, "\(target) cannot be written") }
      return
    }
    let converter = Process()
    converter.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    converter.arguments = ["rsvg-convert", "--zoom", "2", "--output", target, drawing]
    do { try converter.run() } catch { throw Failure(69, "rsvg-convert cannot be started: \(error.localizedDescription)") }
    converter.waitUntilExit()
    switch converter.terminationStatus {
    case 0: return
    case 127: throw Failure(69, "a .png needs rsvg-convert (apt-get install librsvg2-bin); an .svg needs nothing")
    default: throw Failure(73, "\(target) cannot be written")
    }
  }

  private func list(_ path: String) throws {
    guard let bytes = Files.read(path), let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)) else {
      throw Failure(73, "\(path) cannot be read")
    }
    if let pages, pages.last > record.pages.count { throw Failure(66, "there is no page \(pages.last); the last is \(record.pages.count)") }
    if json { return try tell(tablesOf(Data(bytes))) }
    for table in record.tables where pages.map({ table.pages.contains(where: $0.contains) }) ?? true {
      let first = table.pages.first ?? 0
      let last = table.pages.last ?? first
      let title = [table.label, table.caption].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
      let pages = first == last ? "page \(first)" : "pages \(first)-\(last)"
      tell("\(table.id)\t\(pages)\t\(table.rows) x \(table.columns)\t\(title)")
    }
  }

  /// The record's tables (of some pages, where they are asked for), keys in order.
  private func tablesOf(_ record: Data) throws -> String {
    let whole = try JSONSerialization.jsonObject(with: record) as? [String: Any]
    let tables = (whole?["tables"] as? [[String: Any]] ?? []).filter { table in
      pages.map { (table["pages"] as? [Int] ?? []).contains(where: $0.contains) } ?? true
    }
    let bytes = try JSONSerialization.data(withJSONObject: tables, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct Record: Decodable {
    var tables: [Table]
    var pages: [Page]
  }

  private struct Page: Decodable {
    var number: Int
  }

  private struct Table: Decodable {
    var id: String
    var label: String?
    var caption: String?
    var pages: [Int]
    var rows: Int
    var columns: Int
  }
}
