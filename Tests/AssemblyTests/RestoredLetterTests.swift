import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Text

/// Letters that the file does not tell, by the words that they make.
@Suite struct RestoredLetterTests {
  private func scalar(_ value: UInt32?) -> String { value.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? "?" }

  /// One page of one line, without and with lines that print words in full.
  private func text(_ line: String, beside: String = "La oficina mide el flujo y la inflación de los afluentes.") -> String {
    read("page 500 600\n40 60 10 - \(beside)\n40 120 10 - \(line)\n").blocks.last?.text ?? ""
  }

  @Test func wordsOfTheDocumentTellALigature() {
    let (fi, fl) = (scalar(LostLetters.unnamed(code: 2)), scalar(LostLetters.unnamed(code: 3)))
    #expect(text("La o\(fi)cina y la in\(fl)ación.") == "La oficina y la inflación.")
    // Nothing prints `oficio`, but its glyph is known by then.
    #expect(text("La o\(fi)cina y el o\(fi)cio.") == "La oficina y el oficio.")
    #expect(text("El o\(fi)cio.") == "El o\u{FFFD}cio.")
  }

  @Test func aLetterMaySayHalfOfALigature() {
    let (f, i) = (scalar(LostLetters.part(0x66, code: 2)), scalar(LostLetters.part(0x69, code: 3)))
    #expect(text("La o\(f)cina y el \(f)lo.") == "La oficina y el filo.")
    #expect(text("La o\(i)cina y el \(i)lo.") == "La oficina y el filo.")
    // A wide letter and nothing else.
    #expect(text("El \(f)aro del \(f)oco.", beside: "El faro y su foco alumbran.") == "El faro del foco.")
    #expect(text("El o\(f)cio.") == "El ofcio.")
  }

  @Test func signsAreLigaturesWhereSeveralWordsSaySo() {
    #expect(text("La o\u{21B5}cina y el a\u{21B5}che.", beside: "La oficina pone el afiche.") == "La oficina y el afiche.")
    #expect(text("El a\u{21B5}che.") == "El a\u{21B5}che.")
  }

  @Test func controlCodesAreWhatTeXHasThere() {
    let (fi, fl) = (scalar(LostLetters.unnamed(code: 0x1C)), scalar(LostLetters.unnamed(code: 0x1D)))
    #expect(text("El o\(fi)cio del \(fl)otante.", beside: "-") == "El oficio del flotante.")
    // Fonts of formulas have Greek letters there.
    let beta = scalar(LostLetters.unnamed(code: 0x0C))
    #expect(text("Sea \(beta)E de k\(beta)z.", beside: "-") == "Sea \u{FFFD}E de k\u{FFFD}z.")
    #expect(text("Sea \(beta)E de k\(beta)z y de ztkt\(beta).", beside: "-") == "Sea \u{FFFD}E de k\u{FFFD}z y de ztkt\u{FFFD}.")
  }

  @Test func whatHasRaisedLettersIsAFormula() {
    let beta = scalar(LostLetters.unnamed(code: 0x0C))
    #expect(!text("Sea ztkt^t^\(beta).", beside: "-").contains("fi"))
  }

  /// A font that tells hardly a letter has letters of all kinds at those codes.
  @Test func aFontThatTellsNothingIsLeftAlone() {
    let codes: [UInt16] = [0x1C, 0x24, 0x1D, 0x2B, 0x1E, 0x1C, 0x31, 0x1B]
    let untold = codes.map { scalar(LostLetters.unnamed(code: $0)) }.joined()
    #expect(
      text("A\(untold) \(untold) B.", beside: "-") == "A" + String(repeating: "\u{FFFD}", count: 8) + " "
        + String(repeating: "\u{FFFD}", count: 8) + " B.")
  }

  @Test func whatWasReadSoIsSaid() {
    let document = read("page 500 600\n40 60 10 - La oficina.\n40 120 10 - La o\(scalar(LostLetters.part(0x66, code: 2)))cina.\n")
    let finding = document.findings.first { $0.code == "letters-restored" }
    #expect(finding?.severity == .info)
    #expect(finding?.message == "1 word has letters that the fonts do not tell; other words tell them: ofcina → oficina.")
    #expect(document.blocks.last?.spans.count == 1)
  }

  @Test func wholeWordsAreLeftAlone() {
    let document = read(book)
    #expect(!document.findings.contains { $0.code == "letters-restored" })
  }

  private let book = "page 500 600\n40 60 10 - El «faro» —de la oficina— cuesta 3 € y no llega a 5 ℓ.\n"
}
