import Model
import Review
import Testing

@Suite struct DiffTests {
  private func record(_ texts: [String], type: BlockType = .paragraph, mentions: [Mention] = []) -> Record {
    var document = Document(
      source: Source(file: "a.pdf", sha256: String(repeating: "0", count: 64), bytes: 1, mediaType: "application/pdf"))
    document.blocks = texts.enumerated().map { index, text in
      let box = Box(x0: 72, y0: Double(80 + 20 * index), x1: 300, y1: Double(92 + 20 * index))
      return Block(
        id: "b\(index + 1)", type: type, text: text, page: 1, spans: [Span(page: 1, box: box, start: 0, end: text.unicodeScalars.count)])
    }
    return Record(
      document: document, recognition: Recognition(mentions: mentions),
      pipeline: PipelineFacts(name: "default", version: "1", fingerprint: "0"))
  }

  private func changes(_ a: Record, _ b: Record) -> [String] {
    diff(a, b).changes.flatMap { kind, changes in
      changes.map { "\(kind.rawValue) \($0.what.rawValue) \($0.field ?? "") \($0.before ?? "") > \($0.after ?? "")" }
    }
  }

  @Test func aRecordDoesNotDifferFromItself() {
    let one = record(["La barca zarpa.", "La barca zarpa.", "Vuelve el lunes."])
    #expect(diff(one, one).isEmpty)
  }

  @Test func idsDoNotCount() {
    var other = record(["Uno", "Dos"])
    for index in other.document.blocks.indices { other.document.blocks[index].id = "b\(index + 40)" }
    #expect(diff(record(["Uno", "Dos"]), other).isEmpty)
  }

  @Test func aChangedTextIsOneChange() {
    #expect(changes(record(["Uno", "Dos", "Tres"]), record(["Uno", "Dós", "Tres"])) == ["blocks changed text Dos > Dós"])
  }

  @Test func addedAndRemovedAreTold() {
    #expect(changes(record(["Uno"]), record(["Uno", "Dos"])) == ["blocks added   > «Dos» (type paragraph)"])
    #expect(changes(record(["Uno", "Dos"]), record(["Uno"])) == ["blocks removed  «Dos» (type paragraph) > "])
  }

  @Test func anotherOrderIsToldOfWhatMoved() {
    var turned = record(["Uno", "Dos", "Tres", "Cuatro"])
    turned.document.blocks.swapAt(0, 3)
    turned.document.blocks.swapAt(1, 2)
    turned.document.blocks.swapAt(0, 1)
    let found = changes(record(["Uno", "Dos", "Tres", "Cuatro"]), turned)
    #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix("blocks changed order") })
  }

  @Test func aHeadingThatIsNoneNowChangesItsType() {
    #expect(changes(record(["Uno"], type: .heading), record(["Uno"])) == ["blocks changed type of «Uno» heading > paragraph"])
  }

  @Test func valuesOfMentionsAreCompared() {
    func mention(_ amount: String) -> Mention {
      var out = Mention(
        type: .money, text: "$5", block: "b1", start: 0, end: 2, value: .money(amount: amount, currency: "MXN"), rule: "money/es/sign",
        page: 1,
        box: Box(x0: 72, y0: 80, x1: 90, y1: 92))
      out.id = "m1"
      return out
    }
    let found = changes(record(["$5"], mentions: [mention("5")]), record(["$5"], mentions: [mention("5000")]))
    #expect(found == ["mentions changed value of «$5» 5 MXN > 5000 MXN"])
  }

  @Test func cellsAreComparedWithinTheirTables() {
    func tabled(_ number: String, rows: Int = 2) -> Record {
      var out = record([""], type: .table)
      var table = Table(id: "t1", block: "b1", rows: rows, columns: 1)
      table.pages = [1]
      for row in 0..<rows {
        var cell = Cell(
          row: row, column: 0, text: row == 0 ? "Toneladas" : number, header: row == 0, page: 1,
          box: Box(x0: 0, y0: Double(row * 10), x1: 9, y1: Double(row * 10 + 9)))
        if row > 0 { cell.value = CellValue(type: "number", number: number) }
        table.cells.append(cell)
      }
      out.document.tables = [table]
      return out
    }
    #expect(changes(tabled("12"), tabled("13")) == ["cells changed text 12 > 13", "cells changed value of «12» number 12 > number 13"])
    #expect(diff(tabled("12"), tabled("12")).isEmpty)
  }
}

@Suite struct SampleTests {
  @Test func aSampleHasDifferentThingsInOrder() {
    for (count, population) in [(1, 1), (5, 5), (10, 1000), (999, 1000)] {
      let numbers = drawn(count, of: population, seed: 7)
      #expect(numbers.count == count && Set(numbers).count == count)
      #expect(numbers == numbers.sorted() && numbers.allSatisfy { (0..<population).contains($0) })
    }
  }

  @Test func theSeedDecides() {
    #expect(drawn(20, of: 5000, seed: 1) == drawn(20, of: 5000, seed: 1))
    #expect(drawn(20, of: 5000, seed: 1) != drawn(20, of: 5000, seed: 2))
  }

  /// Each of ten things comes about as often: 2,000 draws of three give each 600 times, give or take four standard deviations (82).
  @Test func eachIsAsLikelyAsAnother() {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<2000 { for number in drawn(3, of: 10, seed: UInt64(seed)) { counts[number] += 1 } }
    #expect(counts.allSatisfy { (518...682).contains($0) })
  }
}

@Suite struct ShapeTests {
  @Test func columnsEndWhereReadingGoesUp() {
    var document = Document(source: Source(file: "a.pdf", sha256: "", bytes: 1, mediaType: "application/pdf"))
    let boxes = [(72.0, 80.0), (72.0, 120.0), (320.0, 80.0), (320.0, 120.0)]
    document.blocks = boxes.enumerated().map { index, corner in
      let box = Box(x0: corner.0, y0: corner.1, x1: corner.0 + 200, y1: corner.1 + 30)
      return Block(id: "b\(index + 1)", type: .paragraph, text: "x", page: 1, spans: [Span(page: 1, box: box, start: 0, end: 1)])
    }
    let record = Record(document: document, recognition: Recognition(), pipeline: PipelineFacts(name: "", version: "", fingerprint: ""))
    let columns = shapes(of: record, page: 1, layers: [.columns])
    let arrows = shapes(of: record, page: 1, layers: [.order])
    #expect(columns.count == 2)
    #expect(arrows.count == 3)
    #expect(shapes(of: record, page: 2, layers: Set(Layer.allCases)).isEmpty)
  }
}
