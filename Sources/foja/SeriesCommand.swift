import ArgumentParser
import Emit
import Foundation
import Reading
import Sets

struct SeriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "Join the same table over the reports of several years.",
    discussion: """
        foja series --table 'CUADRO VII.1'                    CSV on standard output, what did not match on standard error
        foja series --table 'CUADRO VII.1' -o visits.csv      and visits.unmatched.csv
        foja series --table 'visitas de inspección' --json    by words of the caption; values and what did not match as one object

      The newest document's table is the reference; in each other document the table is taken that is most like it in label, caption, \
      heads and rows. Each value is a row: the row's name and the measure as the reference has them, the period that the head names, the year of \
      the document, the value with its unit, and where it was read: document, page, box. Ends 1 where no table fits.
      """)

  @Option(help: "The table's label as printed, or words of its caption.") var table: String
  @Option(help: ArgumentHelp("The document whose table is the reference.", valueName: "document")) var document: String?
  @Option(help: "The pipeline whose records are joined.") var pipeline = "default"
  @Option(name: .customLong("outputs"), help: ArgumentHelp("The folder of a run's outputs.", valueName: "folder"), completion: .directory)
  var outputs: String?
  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("Write CSV here, and what did not match beside it.", valueName: "file"),
    completion: .file())
  var output: String?
  @Flag(help: "Print JSON: values, and what did not match.") var json = false

  func run() throws {
    let database = try setDatabase(outputs: outputs, pipeline: pipeline)
    let series: Series
    do { series = try Series(table, in: database, document: document) } catch { throw Failure(73, "\(database) cannot be read: \(error)") }
    if json { return tell(jsonLine(Whole(values: series.values.map(ValueLine.init), unmatched: series.unmatched.map(UnmatchedLine.init)))) }
    guard !series.documents.isEmpty else {
      say(
        "foja: "
          + said(
            "no table is called '{1}': foja search finds words of captions, and the view table_values of records.sqlite lists all", table))
      throw ExitCode(1)
    }
    let values = csv(ValueLine.names, series.values.map { ValueLine($0).fields })
    let unmatched = csv(UnmatchedLine.names, series.unmatched.map { UnmatchedLine($0).fields })
    if let output {
      let beside = (output.hasSuffix(".csv") ? String(output.dropLast(4)) : output) + ".unmatched.csv"
      for (bytes, path) in [(values, output), (unmatched, beside)] where !Files.write(bytes, to: path) {
        throw Failure(73, "\(path) cannot be written")
      }
      tell(
        "\(counted(series.values.count, "value")) of \(counted(series.documents.count, "document")) in \(output); "
          + "\(series.unmatched.count) without a match in \(beside).")
    } else {
      Files.writeAll(values, to: 1)
      for line in series.unmatched {
        say(printable("\(line.document)\(line.table.map { " \($0)" } ?? ""): the \(line.what) '\(line.name)' \(line.reason)"))
      }
    }
  }

  private func csv(_ names: [String], _ rows: [[String]]) -> [UInt8] {
    var out: [UInt8] = []
    for row in [names] + rows {
      for (place, field) in row.enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        csvField(field, into: &out)
      }
      out.append(0x0a)
    }
    return out
  }

  private struct Whole: Encodable { var values: [ValueLine], unmatched: [UnmatchedLine] }

  private struct ValueLine: Encodable {
    static let names = [
      "row", "measure", "period", "year", "value", "unit", "value_type", "text", "document", "table", "label", "row_printed",
      "column_printed",
      "page", "x0", "y0", "x1", "y1", "source_link", "likeness",
    ]
    var value: Series.Value

    init(_ value: Series.Value) { self.value = value }

    var fields: [String] {
      let box = value.box.count == 4 ? value.box.map { "\($0)" } : ["", "", "", ""]
      return [
        value.row, value.measure, value.period ?? "", value.year.map { "\($0)" } ?? "", value.value ?? "", value.unit ?? "", value.type,
        value.text, value.document, value.table, value.label ?? "", value.rowPrinted, value.columnPrinted, value.page.map { "\($0)" } ?? "",
      ] + box + [value.link ?? "", "\((value.likeness * 100).rounded() / 100)"]
    }

    func encode(to encoder: any Encoder) throws {
      var line = encoder.container(keyedBy: AnyKey.self)
      for (name, field) in zip(ValueLine.names, fields) {
        let numeric = ["year", "page", "x0", "y0", "x1", "y1", "likeness"].contains(name)
        if field.isEmpty {
          try line.encodeNil(forKey: AnyKey(name))
        } else if numeric, let number = Double(field) {
          try line.encode(number, forKey: AnyKey(name))
        } else {
          try line.encode(field, forKey: AnyKey(name))
        }
      }
    }
  }

  private struct UnmatchedLine: Encodable {
    static let names = ["document", "table", "what", "name", "reason"]
    var document: String, table: String?, what: String, name: String, reason: String

    init(_ line: Series.Unmatched) {
      (document, table, what, name, reason) = (line.document, line.table, line.what, line.name, line.reason)
    }

    var fields: [String] { [document, table ?? "", what, name, reason] }
  }
}

/// A key of JSON that is told at run time.
private struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
