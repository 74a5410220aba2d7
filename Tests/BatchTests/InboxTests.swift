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
    #expect(try inbox.scan().files.map(\.path) == ["a.pdf", "a/z.PDF", "b.pdf", "á.txt"])
  }

  @Test func linksAndDevicesAreNoDocuments() throws {
    let path = try folder(["a.txt", "sub/b.txt"])
    let outside = try folder(["c.txt"])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: path + "/in.txt", withDestinationPath: "a.txt")
    try manager.createSymbolicLink(atPath: path + "/out.txt", withDestinationPath: outside + "/c.txt")
    try manager.createSymbolicLink(atPath: path + "/lost.txt", withDestinationPath: "nowhere")
    try manager.createSymbolicLink(atPath: path + "/sub/up", withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: path + "/other", withDestinationPath: outside)
    mkfifo(path + "/pipe.txt", 0o600)
    var inbox = Inbox(folder: path, suffixes: [".txt"], skip: [])
    let scan = try inbox.scan()
    #expect(scan.files.map(\.path) == ["a.txt", "in.txt", "sub/b.txt"])
    #expect(scan.odd.map(\.path) == ["lost.txt", "out.txt", "pipe.txt"])
    #expect(scan.odd.map { $0.outcome.code } == ["link-broken", "link-outside", "not-a-file"])
    inbox.followsLinks = true
    #expect(try inbox.scan().files.map(\.path) == ["a.txt", "in.txt", "other/c.txt", "out.txt", "sub/b.txt"])
  }

  @Test func aPathIsKnownByItsBytes() throws {
    let path = try folder(["caf\u{e9}.txt", "cafe\u{301}.txt"])
    let files = try Inbox(folder: path, suffixes: [".txt"], skip: []).scan().files
    #expect(Set(files.map { PathKey($0.path) }).count == 2)
    #expect(Set(files.map { PathKey(documentFolder($0.path)) }).count == 2)
  }

  @Test func whatCannotBeReadHidesWhatIsBelow() {
    var scan = InboxScan()
    scan.unreadable = [("a/b", "Permission denied")]
    #expect(scan.isHidden("a/b/c.pdf") && !scan.isHidden("a/bc.pdf") && !scan.isHidden("a/b"))
  }
}
