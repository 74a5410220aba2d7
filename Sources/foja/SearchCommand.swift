import ArgumentParser
import Foundation
import Model
import Reading
import Sets

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find passages of all records by their words, accents and case aside.",
    discussion: """
        foja search 'convenio de cooperación'
        foja search '"convenio de cooperación"'                      one after the other
        foja search 'inspec*' --type cell --from 2019                beginnings of words, in tables, in documents issued since 2019
        foja search 'obra pública' --type money                      passages with an amount of money
        foja search acuerdo --json                                   one object a line: document, page, section, snippet, box

      Ends 1 where nothing is found.
      """)

  @Argument(help: "Words that a passage must have.") var words: [String]
  @Option(help: "The pipeline whose records are searched.") var pipeline = "default"
  @Option(
    name: [.short, .customLong("outputs")], help: ArgumentHelp("The folder of a run's outputs.", valueName: "folder"),
    completion: .directory) var outputs: String?
  @Option(
    help: "A type of block (heading, paragraph, listItem, …), cell, or a type of mention that the passage has (money, person, …).",
    completion: .list(["heading", "paragraph", "listItem", "cell"] + MentionType.allCases.map(\.rawValue)))
  var type: String?
  @Option(help: "Only documents issued in this year or later.") var from: Int?
  @Option(help: "Only documents issued in this year or before.") var to: Int?
  @Option(help: "Only documents whose name fits, as in a shell: '2023/*'.") var document: String?
  @Option(help: "How many passages at most.") var limit = 20
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is a number above 0") }
    if words.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { throw ValidationError("say what to look for") }
  }

  func run() throws {
    let database = try setDatabase(outputs: outputs, pipeline: pipeline)
    var search = Search(words: words.joined(separator: " "))
    (search.type, search.from, search.to, search.document, search.limit) = (type, from, to, document, limit)
    let found: [Search.Hit]?
    do { found = try search.hits(in: database) } catch { throw Failure(73, "\(database) cannot be read: \(error)") }
    guard let found else { throw Failure(64, said("there is no word in '{1}'", search.words)) }
    for hit in found { json ? tell(line(hit)) : Style.tell(text(hit)) }
    if found.isEmpty { throw ExitCode(1) }
  }

  private func line(_ hit: Search.Hit) -> String {
    var plain = hit
    plain.snippet = marked(hit.snippet, "", "")
    return jsonLine(plain)
  }

  private func text(_ hit: Search.Hit) -> String {
    var place = hit.file
    if let page = hit.page { place += ", p. \(page)" }
    if let table = hit.table { place += ", \(table)" }
    if let heading = hit.heading { place += ", \(heading)" }
    if let box = hit.box { place += "  [\(box.map { "\($0)" }.joined(separator: ", "))]" }
    let (open, close) = Style.isColoured(1) ? ("\u{1b}[1m", "\u{1b}[22m") : ("«", "»")
    // Marks are put in last: nothing that a document says may pass for one.
    let pieces = hit.snippet.replacing("\n", with: " ").split(separator: Search.opening, omittingEmptySubsequences: false)
    var snippet = printable(String(pieces.first ?? ""))
    for piece in pieces.dropFirst() {
      let ends = piece.split(separator: Search.closing, maxSplits: 1, omittingEmptySubsequences: false).map { printable(String($0)) }
      snippet += open + (ends.first ?? "") + close + (ends.count > 1 ? ends[1] : "")
    }
    return printable(place) + "\n    " + snippet
  }

  private func marked(_ text: String, _ open: String, _ close: String) -> String {
    text.replacing(Search.opening, with: open).replacing(Search.closing, with: close)
  }
}

/// The database of a run's outputs.
func setDatabase(outputs: String?, pipeline: String) throws -> String {
  let folder = try Home().outputs(outputs, pipeline)
  let path = "\(folder)/\(pipeline)/\(SetDatabase.name)"
  guard Files.exists(path) else {
    throw Failure(66, said("there is no {1}: foja run --outputs {2} makes it, or name another folder with --outputs", path, folder))
  }
  return path
}
