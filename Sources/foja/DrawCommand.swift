import ArgumentParser
import Batch
import Emit
import Foundation
import Model
import Reading
import Review

struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw pages of a file with what was read on them.",
    discussion: """
        foja draw report.pdf --pages 3 -o page.png                       blocks with their types
        foja draw report.pdf --pages 3-7 --what order,columns -o p.svg   p-3.svg … p-7.svg
        foja draw report.pdf --pages 12 --what tables,notes -o p.png     cells (heads darker), notes and their calls

      Layers: \(Layer.allCases.map(\.rawValue).joined(separator: ", ")). Ends 1 where the file cannot be read or a page not be drawn, 66 where \
      it or a page is not there.
      """)

  @Argument(help: "The file to read.", completion: .file()) var file: String
  @Option(help: "Pages, counted from 1: 3, 3-7, 1,4-6 (default: all).") var pages: String?
  @Option(help: "Layers, with commas between them.", completion: .list(Layer.allCases.map(\.rawValue))) var what = "blocks"
  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("The picture: .svg or .png.", valueName: "out"), completion: .file())
  var output: String
  @Option(help: "Pixels a point of a .png.") var scale = 2.0
  @Flag(help: "Print what was drawn as JSON.") var json = false
  @Option(help: "Password for an encrypted document.") var password: String?

  func validate() throws {
    guard output.hasSuffix(".svg") || output.hasSuffix(".png") else { throw ValidationError("-o writes .svg or .png: end the name so") }
    guard (0.1...20).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 20") }
    _ = try layers()
    if let pages { _ = try PageList(pages) }
  }

  func run() throws {
    let read = try ReadDocument(file, password: password)
    let count = read.record.document.pages.count
    let numbers = try pages.map { try PageList($0).numbers } ?? Array(1...max(1, count))
    if let beyond = numbers.first(where: { $0 > count }) { throw Failure(66, "there is no page \(beyond); the last is \(count)") }
    let drawer = try Home().drawer()
    let layers = try layers()
    let pictures = numbers.map { number in
      let path = absolute(numbers.count == 1 ? output : output.dropLast(4) + "-\(number)" + output.suffix(4))
      return picture(of: read.record, page: number, path: path, layers: layers, scale: scale)
    }
    let isPDF = read.record.document.source.mediaType == "application/pdf"
    let failed = try drawer.draw(pictures, file: isPDF ? absolute(file) : nil, password: password)
    if json {
      let reasons = Dictionary(failed.map { ($0.path, $0.reason) }, uniquingKeysWith: { first, _ in first })
      for (number, picture) in zip(numbers, pictures) {
        tell(jsonLine(Drawn(page: number, picture: picture.path, failed: reasons[picture.path])))
      }
    } else {
      for (path, reason) in failed { say("foja: \(path): \(reason)") }
    }
    if !failed.isEmpty { throw ExitCode(1) }
  }

  private func layers() throws -> Set<Layer> {
    Set(
      try what.split(separator: ",").map { name in
        guard let layer = Layer(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
          throw ValidationError("no layer '\(name)'; known are \(Layer.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return layer
      })
  }
}

private struct Drawn: Encodable {
  var page: Int
  var picture: String
  /// Why it is not there.
  var failed: String?
}

/// `3`, `3-7`, `1,4-6`: page numbers from 1, in order.
struct PageList {
  var numbers: [Int] = []

  init(_ text: String) throws {
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.trimmingCharacters(in: .whitespaces)) ?? 0 }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 1, last >= first, last < 1_000_000 else {
        throw ValidationError("pages are written 3, 3-7 or 1,4-6, counted from 1")
      }
      numbers += Array(first...last)
    }
    numbers = Set(numbers).sorted()
    if numbers.isEmpty { throw ValidationError("no page is named") }
  }
}

/// A file read by a worker: its record, as bytes and as the model has it.
struct ReadDocument {
  var bytes: [UInt8]
  var record: Record
  /// Other files that were asked for, by their names.
  var others: [String: [UInt8]] = [:]

  /// Throws with what the worker complained of.
  init(_ file: String, kinds: [String] = [], password: String?) throws {
    guard FileManager.default.fileExists(atPath: file) else { throw Failure(66, "\(file) is not there") }
    let staging = NSTemporaryDirectory() + "/.foja-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: staging) }
    let outcomes = try readFiles([file], kinds: ["json"] + kinds, password: password, staging: staging)
    guard let outcome = outcomes[0] else { throw ExitCode(1) }
    if let line = complaint(outcome, about: file) { say(line) }
    guard outcome.kind == .complete || outcome.kind == .partial, let bytes = Files.read(staging + "/0/record.json") else {
      throw ExitCode(1)
    }
    self.bytes = bytes
    record = try recordOf(bytes, file)
    for kind in kinds { others[kind] = Files.read(staging + "/0/\(kind).json") }
  }
}

func recordOf(_ bytes: [UInt8], _ path: String) throws(Failure) -> Record {
  do throws(JSONTape.Fault) { return try readRecord(bytes) } catch { throw Failure(66, "\(path) is no record: \(error.message)") }
}

/// A page of a record as a picture. Of a file that is no PDF the words are drawn.
func picture(of record: Record, page number: Int, path: String, layers: Set<Layer>, scale: Double) -> Picture {
  let marks = shapes(of: record, page: number, layers: layers)
  if record.document.source.mediaType == "application/pdf" {
    return Picture(path: path, canvas: .page(number), shapes: marks, scale: scale)
  }
  let page = record.document.pages.first { $0.number == number }
  return Picture(
    path: path, canvas: .blank(width: page?.width ?? 612, height: page?.height ?? 792), shapes: words(of: record, page: number) + marks,
    scale: scale)
}

extension Home {
  /// What draws pages: `foja-draw`, beside this program.
  func drawer() throws(Failure) -> Drawer {
    let path = Files.parent(try worker()) + "/foja-draw"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure(78, "the program foja-draw is not beside foja in \(Files.parent(path)): build both with ./foja")
    }
    return Drawer(program: path)
  }
}
