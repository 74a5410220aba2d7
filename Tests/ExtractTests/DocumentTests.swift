import Testing

@testable import Extract
@testable import Model

/// What a file says of itself, and which files are refused.
@Suite struct DocumentTests {
  @Test func factsOutlineLabelsAndLinks() throws {
    var pdf = TinyPDF()
    let first = pdf.addPage(
      "", entries: "/Annots [<< /Type /Annot /Subtype /Link /Rect [50 690 100 710] /A << /S /URI /URI (https://example.org/a) >> >>]")
    let second = pdf.addPage(show("x", x: 50, y: 50))
    let root = pdf.objects.count + 1
    pdf.add("<< /Type /Outlines /First \(root + 1) 0 R /Last \(root + 2) 0 R /Count 2 >>")
    pdf.add(
      "<< /Title (Uno) /Parent \(root) 0 R /Next \(root + 2) 0 R /Dest [\(first) 0 R /XYZ 0 700 0] /First \(root + 3) 0 R /Last \(root + 3) 0 R >>"
    )
    // The list of siblings leads back into itself.
    pdf.add("<< /Title <FEFF0044006F0073> /Parent \(root) 0 R /A << /S /GoTo /D [\(second) 0 R /Fit] >> /Next \(root + 1) 0 R >>")
    pdf.add("<< /Title (Uno punto uno) /Parent \(root + 1) 0 R /Dest [\(second) 0 R /FitH 400] >>")
    let info = pdf.add("<< /Title (T\u{ED}tulo) /Author (Ana) /Producer (hecho a mano) >>")
    let xmp = pdf.addStream(
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="salud, empleo"><dc:title><rdf:Alt>\
      <rdf:li xml:lang="en">Other</rdf:li><rdf:li xml:lang="x-default">Informe</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq>\
      <rdf:li>Ana</rdf:li><rdf:li>Luis</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>
      """, entries: "/Type /Metadata /Subtype /XML")
    pdf.trailer = "/Info \(info) 0 R"
    pdf.catalogue =
      "/Outlines \(root) 0 R /PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >> /Lang (es-MX) /Metadata \(xmp) 0 R"
    let source = try pdf.open()
    #expect(source.facts.pageCount == 2)
    #expect(source.facts.language == "es-MX")
    #expect(source.facts.source.producer == "hecho a mano")
    #expect(source.facts.source.pdfVersion == "1.7")
    #expect(source.facts.source.sha256.count == 64)
    #expect(
      source.facts.outline == [
        OutlineItem(level: 1, title: "Uno", page: 1, y: 100), OutlineItem(level: 2, title: "Uno punto uno", page: 2, y: 400),
        OutlineItem(level: 1, title: "Dos", page: 2, y: nil),
      ])
    let entries = source.facts.info.map { "\($0.origin.rawValue) \($0.key) \($0.value)" }
    #expect(
      entries == [
        "info title Título", "info author Ana", "info producer hecho a mano", "xmp keywords salud, empleo", "xmp title Informe",
        "xmp author Ana",
        "xmp author Luis",
      ])
    #expect([source.page(1).label, source.page(2).label] == ["i", "7"])
    #expect(source.page(1).links == [Link(box: Box(x0: 50, y0: 90, x1: 100, y1: 110), target: .uri("https://example.org/a"))])
  }

  @Test(arguments: [
    ("", "a.pdf", "empty"), (" \n\n ", "a.txt", "empty"), ("\u{0}\u{1}\u{2}\u{3}binario", "a.pdf", "not-a-document"),
    ("solo texto", "a.pdf", "not-a-document"), ("{\\rtf1 hola}", "a.rtf", "not-a-document"),
    ("<!DOCTYPE html><html><body>No encontrado</body></html>", "a.pdf", "html-as-pdf"),
    ("<html><body></body></html>", "a.html", "empty"), ("%PDF-1.4\nnada de nada", "a.pdf", "damaged"),
  ])
  func filesThatAreRefused(_ text: String, _ name: String, _ code: String) {
    let refusal = #expect(throws: Refusal.self) { _ = try openText(text, name) }
    #expect(refusal?.code == code)
  }

  @Test func encryptedFilesAskForTheirPassword() throws {
    let digits = encryptedPDF.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    #expect(#expect(throws: Refusal.self) { _ = try openBytes(bytes, "a.pdf") }?.code == "encrypted")
    #expect(#expect(throws: Refusal.self) { _ = try openBytes(bytes, "a.pdf", ExtractOptions(password: "falso")) }?.code == "encrypted")
    let source = try openBytes(bytes, "a.pdf", ExtractOptions(password: "clave"))
    #expect(source.facts.source.encrypted)
    #expect(source.page(1).texts == ["secreto"])
  }

  @Test func aBrokenTableOfObjectsIsRebuilt() throws {
    let bytes = TinyPDF.page(show("vivo", x: 50, y: 700)).bytes
    #expect(try openBytes(Array(bytes.dropLast(12)), "a.pdf").page(1).texts == ["vivo"])
    #expect(try openBytes(Array("basura antes\n".utf8) + bytes, "a.pdf").page(1).texts == ["vivo"])
  }

  @Test func plainTextKeepsItsPagesLinesAndIndents() throws {
    let source = try openText("Título\n\n  sangría   y hueco\nfin\u{0C}Página dos\n\u{0C}", "a.txt")
    #expect(source.facts.source.mediaType == "text/plain")
    #expect(source.facts.pageCount == 2)
    let page = source.page(1)
    #expect(page.texts == ["Título", "sangría y hueco", "fin"])
    #expect(page.lines.map { ($0.baseline - page.lines[0].baseline) / 12 } == [0, 2, 3])
    #expect(page.lines[1].box.x0 - page.lines[0].box.x0 == 12)
    #expect(page.isBalanced)
    #expect(source.page(2).texts == ["Página dos"])
  }

  @Test func aSingleLeadingSpaceStartsAPageIfRare() throws {
    let body = (1...30).map { "línea \($0)" }.joined(separator: "\n")
    let paged = try openText([body, " segunda", body, " tercera", body].joined(separator: "\n"), "a.txt")
    #expect(paged.facts.pageCount == 3)
    #expect(paged.page(2).texts.first == "segunda")
    let list = try openText("Lista\n uno\n dos\n tres\n cuatro\n", "b.txt")
    #expect(list.facts.pageCount == 1)
  }

  @Test func latin1AndDecomposedTextAreRead() throws {
    #expect(try openBytes([0x61, 0xF1, 0x6F, 0x0A], "a.txt").page(1).texts == ["año"])
    #expect(try openText("an\u{303}o cafe\u{301}\r\nfin", "a.txt").page(1).texts == ["año café", "fin"])
  }
}

/// One page, "secreto"; user password "clave", AES-256. In hexadecimal.
private let encryptedPDF = """
  255044462d312e370a25bff7a2fe0a312030206f626a0a3c3c202f457874656e73696f6e73203c3c202f41444245203c3c202f4261736556657273696f6e202f31
  2e37202f457874656e73696f6e4c6576656c2038203e3e203e3e202f5061676573203320302052202f54797065202f436174616c6f67203e3e0a656e646f626a0a
  322030206f626a0a3c3c202f54797065202f4f626a53746d202f4c656e67746820313932202f46696c746572202f466c6174654465636f6465202f4e2033202f46
  69727374203134203e3e0a73747265616d0a2a9b244575bfdbdbe7d9dd6e8911327df4e523171c4276d21c2dbede64e954f016b0f984e155e29acf4e368ff5df49
  d47123351317403c906dc152f0b72da90403d0c3b68e336e2567f73e10bc7c2367f59bc0f2652baceae16ecf7ef7b4b773f0de77be9964119f336aaeece383639e
  7e35990b6df110f0f76006852fed6bebcebede5fd5d34c5ee361652d812451de0ae185491256621fcf1bb279ea4b8fddbee3a901afad225d441b86c8ded8a95b6d
  488c9792632985dbadf2f8de26809f656e6473747265616d0a656e646f626a0a362030206f626a0a3c3c202f4c656e677468203830202f46696c746572202f466c
  6174654465636f6465203e3e0a73747265616d0af4a46753c468721a33c18075263b0ee4c947857a675952167cc9be4df33bd16b58d0dc4aae081061746d0eda3e
  7c05aeac067e37b6ef6f670081278825f1ad8e03ef819bf4d2b602e2e51d2be4b5dcca656e6473747265616d0a656e646f626a0a372030206f626a0a3c3c202f43
  46203c3c202f5374644346203c3c202f417574684576656e74202f446f634f70656e202f43464d202f4145535633202f4c656e677468203332203e3e203e3e202f
  46696c746572202f5374616e64617264202f4c656e67746820323536202f4f203c3566386231326664643038353238653136333330383231356330666262653135
  666366626635366635373465626338663661386366396666616566656536373135643362613939393161386163613630633566663036356365373862363562663e
  202f4f45203c3831383166613337646539366237633061323433666166343262663133306139393665373361393934303133373036316164323137353162383138
  63353433633e202f50202d34202f5065726d73203c31363864643633656638333966663766393833343436333761306432646137313e202f522036202f53746d46
  202f5374644346202f53747246202f5374644346202f55203c66326539396435663938383466343831393763336336623730636563313038386338336239633639
  62396139643466633464653136333932306166316561623431333935303337386132653166326262376234326464643030393334316439663e202f5545203c3435
  61383639383034313533323935336262303930613532643663616462363636346530396133363961616261323364363431383339616262633862633564323e202f
  562035203e3e0a656e646f626a0a382030206f626a0a3c3c202f54797065202f58526566202f4c656e677468203432202f46696c746572202f466c617465446563
  6f6465202f4465636f64655061726d73203c3c202f436f6c756d6e732034202f507265646963746f72203132203e3e202f57205b203120322031205d202f526f6f
  74203120302052202f53697a652039202f4944205b3c38333631303164363137656636323137383330313766623432653662666236373e3c383336313031643631
  37656636323137383330313766623432653662666236373e5d202f456e6372797074203720302052203e3e0a73747265616d0a789c636200022646067e06260686
  6210ab01c462608410ff1997fc6362609c06146352660000456a04770a656e6473747265616d0a656e646f626a0a7374617274787265660a313131390a2525454f
  460a
  """
