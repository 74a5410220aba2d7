import CLexer
import Testing

/// poppler's parser gives the same objects with its own lexer and with ours (CLexer/lexer.cpp).
@Suite struct LexerTests {
  private func agree(_ content: [UInt8]) -> Bool { content.withUnsafeBufferPointer { lexers_agree($0.baseAddress, $0.count) } }

  private static let contents = [
    "BT /F1 10.5 Tf 1 0 0 1 72 700.25 Tm [(The ) -250.5 (r\\351sum\\351)] TJ ET",
    "q .5 -.25 -7. 0003 +4 - 12 123456789 1234567890 99999999999 1.2.3 4-5 6.7-8 --9 re f Q",
    "[(a(b)c) (\\)\\(\\\\) (line\\\nend) (\\12\\1234\\9) <48656C> <4 8> <486> <zz>] TJ (never closed",
    "/Name/With#20space /A;b{c}d <</MCID 3/Lang(en)>> BDC true false null truely T* ' \" EMC",
    "% a remark\n10%another\n20 [1 2 [3 (x) <</K [4]>>] 5] 6 ] ) > } [ 7",
    "BI /W 2 /H 2 /BPC 8 ID \u{1}\u{2}\u{3}\u{4} EI 1 2 m [1 0 3] \u{e9}\u{ff}o",
    "(" + String(repeating: "long ", count: 200) + ") Tj " + String(repeating: "x", count: 300) + " /" + String(repeating: "y", count: 300),
  ].map { $0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

  @Test(arguments: contents) func whatContentConsistsOf(content: [UInt8]) { #expect(agree(content)) }

  /// Bytes set otherwise, left out, put in and repeated, thirty thousand times, by a generator that always gives the same.
  @Test func damagedContent() {
    var state: UInt64 = 20_261_130
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let signs = [UInt8]("()<>[]{}/%\\#+-.0179aAf \r\n\t\0\u{80}".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    for _ in 0..<30_000 {
      var content = Self.contents[random(Self.contents.count)]
      for _ in 0...random(6) {
        let place = random(content.count)
        switch random(4) {
        case 0: content[place] = signs[random(signs.count)]
        case 1: content.remove(at: place)
        case 2: content.insert(signs[random(signs.count)], at: place)
        default: content.insert(contentsOf: content[place..<min(place + 1 + random(9), content.count)], at: place)
        }
        if content.isEmpty { content = [0x20] }
      }
      if !agree(content) { Issue.record("\(String(decoding: content, as: UTF8.self))") }
    }
  }
}
