import Batch
import Testing

/// Folders of documents: each path has one, whatever its bytes, and no two the same.
@Suite struct DocumentFolderTests {
  @Test(arguments: [
    ("a.pdf", "a.pdf"), ("a/b.pdf", "a/b.pdf"), ("-x.pdf", "-x.pdf"), ("v1.0/b.pdf", "v1.0%2F/b.pdf"), ("100%.pdf", "100%25.pdf"),
    ("new\nline.pdf", "new%0Aline.pdf"), ("caf\u{e9}.pdf", "caf\u{e9}.pdf"), ("cafe\u{301}.pdf", "cafe%CC%81.pdf"),
    ("\u{212b}.pdf", "%E2%84%AB.pdf"), ("\u{1112}\u{1161}.pdf", "%E1%84%92%E1%85%A1.pdf"), ("x\u{202e}fdp.pdf", "x%E2%80%AEfdp.pdf"),
    ("bad\\xFF.pdf", "bad%FF.pdf"), ("back\\slash.pdf", "back\\slash.pdf"), ("record.json.pdf", "record.json.pdf"),
  ])
  func namesAreKeptOrEscaped(path: String, folder: String) {
    #expect(Array(documentFolder(path).utf8) == Array(folder.utf8))
    #expect(documentPath(ofFolder: folder).map { Array($0.utf8) } == Array(path.utf8))
  }

  @Test func foldersNeverMeet() {
    let paths = [
      "a.pdf", "a.txt", "A.pdf", "a.PDF", "a.pdf/b.pdf", "a.pdf/tables/t1.csv.pdf", "a%2Epdf/b.pdf", "a.pdf%2F/b.pdf", "caf\u{e9}.pdf",
      "cafe\u{301}.pdf", "cafe%CC%81.pdf", "x\\xE9.pdf", "x%E9.pdf", "x\\x5CxE9.pdf",
    ]
    var all: Set<PathKey> = []
    for path in paths {
      let folder = PathKey(documentFolder(path))
      #expect(all.insert(folder).inserted, "\(path)")
      // No folder of a document lies in another's.
      for other in paths where other != path { #expect(!folder.text.hasPrefix(documentFolder(other) + "/")) }
    }
  }

  @Test func longNamesEndInAHash() {
    let same = String(repeating: "a", count: 251)
    #expect(documentFolder(same + ".pdf") == same + ".pdf")
    let marks = String(repeating: "e\u{301}", count: 80)
    let one = documentFolder(marks + "1.pdf"), two = documentFolder(marks + "2.pdf")
    #expect(one.utf8.count <= 255 && two.utf8.count <= 255)
    #expect(one != two)
    let deep = String(repeating: String(repeating: "d", count: 200) + "/", count: 15)
    #expect(documentFolder(deep + "x.pdf").utf8.count < 100)
    #expect(documentFolder(deep + "x.pdf") != documentFolder("e" + deep + "x.pdf"))
    let manyFolders = String(repeating: "d/", count: 60) + "x.pdf"
    #expect(documentFolder(manyFolders) == manyFolders)
  }

  @Test(arguments: [
    [UInt8]("a\u{e9}.pdf".utf8), [0x61, 0xff, 0xfe], Array("\\x41".utf8), Array("\\".utf8) + [0xe9], [0xf0, 0x9f, 0x93], [0xc0, 0x80],
  ])
  func bytesComeBackFromTheirText(bytes: [UInt8]) {
    #expect(PathText.bytes(PathText.text(bytes)) == bytes)
  }
}
