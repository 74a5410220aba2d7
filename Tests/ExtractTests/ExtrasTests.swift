import Testing

@testable import Extract
@testable import Model

/// What a file holds besides its pages.
@Suite struct ExtrasTests {
  @Test func fieldsRemarksAndAttachments() throws {
    var pdf = TinyPDF()
    let form = pdf.add("<< /T (solicitud) /FT /Tx >>")
    let name = pdf.add("<< /Type /Annot /Subtype /Widget /T (nombre) /Parent \(form) 0 R /V (Ra\u{FA}l Ibar) /Rect [50 690 100 710] >>")
    let again = pdf.add("<< /Type /Annot /Subtype /Widget /T (nombre) /Parent \(form) 0 R /V (Otro) /Rect [50 600 100 620] >>")
    let box = pdf.add("<< /Type /Annot /Subtype /Widget /T (acepta) /FT /Btn /V /Yes /Rect [0 0 10 10] >>")
    let empty = pdf.add("<< /Type /Annot /Subtype /Widget /T (fecha) /FT /Tx /Rect [0 0 10 10] >>")
    let both = pdf.add("<< /Type /Annot /Subtype /Widget /T (idiomas) /FT /Ch /V [(es) (pt)] /Rect [0 0 10 10] >>")
    let remark = pdf.add("<< /Type /Annot /Subtype /Highlight /T (Ana) /Contents <FEFF00BF005300ED003F> /Rect [100 710 50 690] >>")
    let mute = pdf.add("<< /Type /Annot /Subtype /Ink /Rect [0 0 1 1] >>")
    let file = pdf.add("<< /Type /Annot /Subtype /FileAttachment /FS << /F (plano.dwg) >> /Contents (El plano) /Rect [0 0 1 1] >>")
    let all = [name, again, box, empty, both, remark, mute, file].map { "\($0) 0 R" }.joined(separator: " ")
    pdf.addPage(
      show("x", x: 50, y: 50),
      entries: "/Annots [\(all) << /Subtype /Link /A << /S /URI /URI (https://a.example) >> /Rect [0 0 1 1] >>]")
    // The tree of names leads back into itself.
    let tree = pdf.objects.count + 1
    pdf.add("<< /Kids [\(tree + 1) 0 R \(tree) 0 R] >>")
    pdf.add("<< /Names [(a) << /UF (datos.csv) /F (x) /Desc (Las cifras) >> (b) << /EF << >> >>] >>")
    pdf.catalogue = "/Names << /EmbeddedFiles \(tree) 0 R >> /AcroForm << /Fields [\(form) 0 R] >>"
    let source = try pdf.open()
    _ = source.page(1)
    _ = source.page(1)
    let extras = source.facts.extras
    let place = Box(x0: 50, y0: 90, x1: 100, y1: 110)
    let corner = Box(x0: 0, y0: 790, x1: 10, y1: 800)
    #expect(
      extras.fields == [
        FileExtras.FormField(name: "solicitud.nombre", type: "text", value: "Raúl Ibar", page: 1, box: place),
        FileExtras.FormField(name: "acepta", type: "button", value: "Yes", page: 1, box: corner),
        FileExtras.FormField(name: "fecha", type: "text", value: nil, page: 1, box: corner),
        FileExtras.FormField(name: "idiomas", type: "choice", value: "es\npt", page: 1, box: corner),
      ])
    #expect(extras.comments == [FileExtras.Comment(kind: "highlight", author: "Ana", text: "¿Sí?", page: 1, box: place)])
    #expect(
      extras.attachments == [
        FileExtras.Attachment(name: "datos.csv", description: "Las cifras"),
        FileExtras.Attachment(name: "plano.dwg", description: "El plano"),
      ])
  }

  @Test func bookmarksAreTheOutline() throws {
    var pdf = TinyPDF.page(show("x", x: 50, y: 50))
    let root = pdf.objects.count + 1
    pdf.add("<< /First \(root + 1) 0 R >>")
    pdf.add("<< /Title (Anexo) /Dest [4 0 R /Fit] >>")
    pdf.catalogue = "/Outlines \(root) 0 R"
    #expect(try pdf.open().facts.extras.bookmarks.map(\.title) == ["Anexo"])
  }
}
