import ArgumentParser
import Emit
import Foundation
import Model
import Reading
import Review

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why something of a record is as it is, or why a text is not what it should be.",
    discussion: """
        foja explain report.pdf m12                        a mention: sentence, box, rule with file and line, pattern, what lost against it
        foja explain Outputs/…/record.json b7              a block, section (s3), table (t2), cell (t2:4:1), figure (f1), note (n5), page (p3)
        foja explain report.pdf --text 'Resumen ejecutivo' what became of the lines with these words, and why they are no heading

      The document is read again. Of a record whose document is no longer there, mentions alone are explained.
      """)

  @Argument(help: "A document, or the record of one.", completion: .file()) var file: String
  @Argument(help: "The id of a thing in its record: m12, b7, s3, t2, t2:4:1, f1, n5, p3.") var id: String?
  @Option(help: "Words as they are printed.") var text: String?
  @Option(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @Option(help: ArgumentHelp("The folder of a run's inputs.", valueName: "folder"), completion: .directory) var inputs: String?
  @Flag(help: "Print JSON: the lines of the explanation.") var json = false
  @Option(help: "Password for an encrypted document.") var password: String?

  func validate() throws {
    if (id == nil) == (text == nil) { throw ValidationError("say an id, or --text 'words'") }
  }

  func run() throws {
    let path = Files.isFolder(file) ? file + "/record.json" : file
    guard let bytes = Files.read(path) else { throw Failure(66, "\(path) is not there") }
    guard path.hasSuffix(".json") else { return try explain(try ReadDocument(path, kinds: ["why", "lines"], password: password)) }
    let record = try recordOf(bytes, path)
    if let source = try RunFolders(pipeline: pipeline, inputs: inputs, outputs: nil).document(of: absolute(path), record) {
      let read = try ReadDocument(source, kinds: ["why", "lines"], password: password)
      if read.bytes != bytes {
        say("foja: the rules, or what is read with them, changed since this record was made: ids are those of a new reading")
      }
      return try explain(read)
    }
    guard let id, id.hasPrefix("m") else { throw Failure(66, "\(RunFolders.missing): name it instead of its record") }
    let data = try Home().data()
    do throws(DataFault) {
      tellAll(try explainMention(id, record: bytes, data: data))
    } catch {
      throw Failure(
        error.path == "rules" || error.path.hasSuffix(".yaml") ? 78 : 66, error.path.hasSuffix(".yaml") ? describe(error) : error.message)
    }
  }

  private func tellAll(_ lines: [String]) {
    if json { return tell(jsonLine(["explanation": lines])) }
    for line in lines { tell(printable(line)) }
  }

  private func explain(_ read: ReadDocument) throws {
    guard let why = read.others["why"], let lines = read.others["lines"] else { throw Failure(70, "the worker gave no reasons") }
    let account: Account
    let words = Words(folder: try Home().pipelines + "/review")
    do throws(JSONTape.Fault) { account = try Account(record: read.record, why: why, lines: lines, words: words) } catch {
      throw Failure(70, "the worker's reasons cannot be read: \(error.message)")
    }
    if let text {
      let said = account.lines(with: text)
      if said.isEmpty { throw Failure(66, "no printed line has «\(text)»: it may be hidden, in a picture, or not be in the file at all") }
      tellAll(said)
    } else if let id {
      guard let said = account.of(id) else { throw Failure(66, "nothing is called '\(id)': \(account.known)") }
      tellAll(said)
    }
  }
}
