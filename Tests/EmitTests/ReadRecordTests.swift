import Emit
import Foundation
import Model
import Testing

/// What was written and read is what was written: over the golden records, and over what they have none of.
@Suite struct ReadRecordTests {
  private static var golden: [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "Golden/small"
    ).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { folder + "/" + $0 }
  }

  @Test func goldenRecordsComeBackAsTheyWere() throws {
    #expect(!Self.golden.isEmpty)
    for path in Self.golden {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      let record = try readRecord(bytes)
      #expect(!record.document.blocks.isEmpty)
      #expect(try readRecord(recordJSON(record)).document.blocks.map(\.text) == record.document.blocks.map(\.text))
      #expect(String(decoding: recordJSON(record), as: UTF8.self) == String(decoding: bytes, as: UTF8.self), "\(path)")
    }
  }

  @Test func correctionsAndFlagsComeBack() throws {
    var document = Document(
      source: Source(file: "a.pdf", sha256: String(repeating: "0", count: 64), bytes: 1, mediaType: "application/pdf"))
    let place = Correction.Place(page: 3, box: Box(x0: 1.5, y0: 2, x1: 3, y1: 4.25), text: "El «muelle»")
    document.extras.bookmarks = [FileExtras.Bookmark(title: "Obras", level: 2, page: nil)]
    document.extras.attachments = [FileExtras.Attachment(name: "datos.csv", description: nil)]
    document.extras.fields = [FileExtras.FormField(name: "puerto.nombre", type: "text", value: "Ancla", page: 2, box: place.box)]
    document.extras.comments = [FileExtras.Comment(kind: "highlight", author: nil, text: "Revisar", page: 1, box: place.box)]
    let corrections = [
      CorrectionResult(Correction(.heading, at: place, says: "2"), .applied, target: "b7"),
      CorrectionResult(Correction(.table, at: place, says: "joined", with: place), .unfit),
      CorrectionResult(Correction(.value, at: place, type: "money", value: ["amount": "12.50", "currency": "MXN"]), .agrees, target: "m1"),
      CorrectionResult(Correction(.cell, at: place, type: "missing", value: nil), .applied),
    ]
    let values: [(MentionType, MentionValue)] = [
      (.date, .date(edtf: "2021-05", start: "2021-05-01", end: "2021-05-31")), (.quantity, .quantity(number: "3", unit: "km")),
      (.organization, .organization(id: "INP", name: "Instituto", ref: nil)), (.law, .law(number: nil, year: "1999")),
      (.citation, .citation(key: "Roe 2001", pages: "4")), (.identifier, .identifier(scheme: "isbn", id: "9")),
    ]
    let mentions = values.enumerated().map { index, pair in
      var mention = Mention(
        id: "m\(index + 1)", type: pair.0, text: "x", block: "b1", cell: index == 1 ? CellPlace(row: 0, column: 2) : nil, start: 0, end: 1,
        value: pair.1, rule: "r")
      mention.flags = index == 2 ? ["assumed-currency"] : []
      mention.ucum = pair.0 == .quantity ? "km" : nil
      return mention
    }
    let record = Record(
      document: document, recognition: Recognition(mentions: mentions), corrections: corrections,
      pipeline: PipelineFacts(name: "default", version: "0.1.0", fingerprint: "f"))
    let bytes = recordJSON(record)
    #expect(recordJSON(try readRecord(bytes)) == bytes)
    #expect(try readRecord(bytes).corrections == corrections)
    #expect(try readRecord(bytes).document.extras == document.extras)
    #expect(try readRecord(bytes).recognition.mentions == mentions)
  }

  @Test func whatIsNoRecordIsRefused() {
    #expect(throws: JSONTape.Fault.self) { try readRecord(Array("{\"schema\":\"other/1\"}".utf8)) }
    #expect(throws: JSONTape.Fault.self) { try readRecord(Array("[1".utf8)) }
  }
}
