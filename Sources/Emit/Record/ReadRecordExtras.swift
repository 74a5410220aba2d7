import Model

/// What a file holds besides its pages, as ``RecordReader`` reads it.
extension RecordReader {
  func bookmark(_ at: Int) -> FileExtras.Bookmark {
    FileExtras.Bookmark(
      title: named(at, "title"), level: tape.member(at, "level").map(integer) ?? 1,
      page: tape.member(at, "page").flatMap { tape.integer($0) })
  }

  func formField(_ at: Int) -> FileExtras.FormField {
    FileExtras.FormField(
      name: named(at, "name"), type: named(at, "type"), value: tape.member(at, "value").flatMap { tape.text($0) },
      page: tape.member(at, "page").map(integer) ?? 0, box: tape.member(at, "box").flatMap(box) ?? RecordReader.nowhere)
  }

  func comment(_ at: Int) -> FileExtras.Comment {
    FileExtras.Comment(
      kind: named(at, "kind"), author: tape.member(at, "author").flatMap { tape.text($0) }, text: named(at, "text"),
      page: tape.member(at, "page").map(integer) ?? 0, box: tape.member(at, "box").flatMap(box) ?? RecordReader.nowhere)
  }
}
