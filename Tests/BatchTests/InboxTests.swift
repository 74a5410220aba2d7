import Batch
import Catalogue
import Foundation
import Testing

@Suite struct InboxTests {
  private func folder(_ names: [String]) throws -> String {
    let path = NSTemporaryDirectory() + "foja-tests-\(UUID().uuidString)"
    for name in names {
      let file = path + "/" + name
      try FileManager.default.createDirectory(atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(name.utf8).write(to: URL(fileURLWithPath: file))
    }
    return path
  }

  @Test func documentsAreFoundInOneOrder() throws {
    let path = try folder(["b.pdf", "a/z.PDF", "a.pdf", "notes.md", ".hidden.pdf", "_drafts/x.pdf", "sources/y.html", "á.txt", ".pdf"])
    let inbox = Inbox(folder: path, suffixes: [".pdf", ".txt", ".html"], skip: ["sources"])
    #expect(inbox.scan().map(\.path) == ["a.pdf", "a/z.PDF", "b.pdf", "á.txt"])
  }

  @Test func theLedgerKeepsTheLastWord() throws {
    let path = try folder(["x"]) + "/catalogue.sqlite"
    let entry = CatalogueEntry(
      pipeline: "p", path: "a.pdf", folder: "a", size: 1, modified: 2, inode: 3, stamp: "s", outcome: "failed", code: "crashed")
    var later = entry
    later.outcome = "complete"
    later.code = nil
    let catalogue = try Catalogue(path: path)
    try catalogue.save([entry])
    try catalogue.save([later])
    try catalogue.markGone(["b.pdf"], of: "p")
    #expect(try catalogue.entries(of: "p") == [later])
    #expect(try catalogue.entries(of: "q") == [])
    try catalogue.markGone(["a.pdf"], of: "p")
    #expect(try catalogue.entries(of: "p").map(\.gone) == [true])
    catalogue.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent).sorted() == [
        "catalogue.sqlite", "x",
      ])
  }

  @Test func aSpoiledLedgerIsSetAside() throws {
    let path = try folder(["catalogue.sqlite"]) + "/catalogue.sqlite"
    try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: path))
    let catalogue = try Catalogue(path: path)
    #expect(try catalogue.allEntries() == [])
    catalogue.close()
  }
}
