import Model
import Testing

@testable import Recognize

/// What people said of mentions has the last word; one that no rule finds is made where its text stands.
@Suite struct MentionCorrectionTests {
  private let box = Box(x0: 100, y0: 80, x1: 160, y1: 92)

  private func document(_ text: String) -> Document {
    var out = Document(source: Source(file: "", sha256: "", bytes: 0, mediaType: "text/plain"))
    let whole = Box(x0: 72, y0: 78, x1: 400, y1: 94)
    out.blocks = [
      Block(id: "b1", type: .paragraph, text: text, page: 1, spans: [Span(page: 1, box: whole, start: 0, end: text.unicodeScalars.count)])
    ]
    return out
  }

  private func mention(_ type: MentionType, _ text: String, _ value: MentionValue?, start: Int) -> Mention {
    Mention(
      id: "m1", type: type, text: text, block: "b1", start: start, end: start + text.unicodeScalars.count, value: value,
      rule: "dates/es/day", page: 1,
      box: box)
  }

  private func corrected(_ mentions: [Mention], _ text: String, _ said: Correction) -> (mentions: [Mention], result: CorrectionResult) {
    var recognition = Recognition(mentions: mentions)
    var corrections = Corrections([said])
    correctMentions(&recognition, in: document(text), &corrections)
    return (recognition.mentions, corrections.results[0])
  }

  private var date: Mention { mention(.date, "mayo", .date(edtf: "2021-05", start: "2021-05-01", end: "2021-05-31"), start: 6) }
  private func spot(_ text: String) -> Correction.Place { Correction.Place(page: 1, box: box, text: text) }

  @Test func aDateGetsItsDays() {
    let found = corrected([date], "Desde mayo rige.", Correction(.value, at: spot("mayo"), type: "date", value: ["edtf": "1999-02"]))
    #expect(found.mentions.map(\.value) == [.date(edtf: "1999-02", start: "1999-02-01", end: "1999-02-28")])
    #expect(found.result.outcome == .applied && found.result.target == "m1")
  }

  @Test func theSameValueAgrees() {
    let found = corrected([date], "Desde mayo rige.", Correction(.value, at: spot("mayo"), type: "date", value: ["edtf": "2021-05"]))
    #expect(found.result.outcome == .agrees && found.mentions == [date])
  }

  @Test func whatIsNoneGoes() {
    let found = corrected([date], "Desde mayo rige.", Correction(.mention, at: spot("mayo"), says: "no", type: "date"))
    #expect(found.mentions.isEmpty && found.result.outcome == .applied)
    let again = corrected([], "Desde mayo rige.", Correction(.mention, at: spot("mayo"), says: "no", type: "date"))
    #expect(again.result.outcome == .agrees)
  }

  @Test func whatNoRuleFindsIsMade() {
    let said = Correction(.value, at: spot("doce mil"), type: "money", value: ["amount": "12000", "currency": "MXN"])
    let found = corrected([date], "Desde mayo rige doce mil.", said)
    #expect(found.mentions.map(\.id) == ["m1", "m2"])
    #expect(found.mentions.last?.rule == "corrections" && found.mentions.last?.start == 16 && found.mentions.last?.end == 24)
    #expect(found.mentions.last?.value == .money(amount: "12000", currency: "MXN") && found.result.outcome == .applied)
  }

  @Test func whatTheTextDoesNotSayDoesNotFit() {
    let found = corrected([date], "Desde mayo rige.", Correction(.name, at: spot("Zenda Roe"), says: "Zenda Roe", type: "person"))
    #expect(found.mentions == [date] && found.result.outcome == .unfit)
  }

  @Test func anOrganizationKeepsItsId() {
    let body = mention(.organization, "INP", .organization(id: "INP", name: "Inst. P.", ref: nil), start: 0)
    let found = corrected([body], "INP rige.", Correction(.name, at: spot("INP"), says: "Instituto de Puertos", type: "organization"))
    #expect(found.mentions.map(\.value) == [.organization(id: "INP", name: "Instituto de Puertos", ref: nil)])
  }
}
