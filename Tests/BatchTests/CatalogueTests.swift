import Catalogue
import Foundation
import Testing

/// The ledger: what it keeps, and what becomes of one that is damaged, older or newer.
@Suite struct CatalogueTests {
  private func place() throws -> String {
    let folder = NSTemporaryDirectory() + "foja-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder + "/catalogue.sqlite"
  }

  private let entry = CatalogueEntry(
    pipeline: "p", path: "a.pdf", folder: "a.pdf", size: 1, modified: 2, inode: 3, stamp: "s", outcome: "failed", code: "crashed")

  private func names(beside path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent).sorted()
  }

  @Test func theLedgerKeepsTheLastWord() throws {
    let path = try place()
    var later = entry
    later.outcome = "complete"
    later.code = nil
    let catalogue = try Catalogue(path: path)
    #expect(catalogue.isNew)
    try catalogue.save([entry])
    try catalogue.save([later])
    #expect(try catalogue.entries(of: "p") == [later])
    #expect(try catalogue.entries(of: "q") == [])
    try catalogue.save([], dropping: ["a.pdf"], of: "p")
    #expect(try catalogue.entries(of: "p") == [])
    catalogue.close()
    #expect(try names(beside: path) == ["catalogue.sqlite"])
  }

  @Test func whatOtherMachinesReadIsKnownByItsHash() throws {
    let catalogue = try Catalogue(path: place())
    let seen = CatalogueSeen(pipeline: "p", path: "b.pdf", size: 1, modified: 2, changed: 3, inode: 4, sha256: "00")
    var other = seen
    other.sha256 = "11"
    try catalogue.save(seen: [seen], dropping: [], of: "p")
    try catalogue.save(seen: [other], dropping: [], of: "p")
    #expect(try catalogue.seen(of: "p") == [other])
    #expect(try catalogue.entries(of: "p") == [])
    try catalogue.save(seen: [], dropping: ["b.pdf"], of: "p")
    #expect(try catalogue.seen(of: "p") == [])
  }

  @Test func twinsInTwoFormsAreTwo() throws {
    let catalogue = try Catalogue(path: place())
    var composed = entry
    composed.path = "\u{e9}.pdf"
    var decomposed = entry
    decomposed.path = "e\u{301}.pdf"
    try catalogue.save([composed, decomposed])
    #expect(try catalogue.entries(of: "p").count == 2)
    catalogue.close()
  }

  @Test func aSpoiledLedgerIsSetAside() throws {
    let path = try place()
    try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: path))
    #expect(throws: Catalogue.Fault.self) { _ = try Catalogue(reading: path) }
    #expect(try names(beside: path) == ["catalogue.sqlite"])
    let catalogue = try Catalogue(path: path)
    #expect(catalogue.isNew && catalogue.setAside == path + ".damaged-1")
    #expect(try catalogue.allEntries() == [])
    catalogue.close()
    #expect(try names(beside: path) == ["catalogue.sqlite", "catalogue.sqlite.damaged-1"])
  }

  @Test func aRecordOfOlderBytesIsStale() {
    var entry = entry
    #expect(!entry.isStale && !entry.hasRecord)
    (entry.listing, entry.contents, entry.recordOf) = ("l", "c", "1")
    #expect(entry.isStale)
    (entry.outcome, entry.sha256) = ("complete", "1")
    #expect(!entry.isStale)
    entry.sha256 = "2"
    #expect(entry.isStale)
  }

  @Test func theSetIsKnownByItsParts() throws {
    let catalogue = try Catalogue(path: place())
    let parts = [
      CataloguePart(pipeline: "p", number: 1, madeOf: "a", files: "b"), CataloguePart(pipeline: "p", number: 2, madeOf: "c", files: "d"),
    ]
    try catalogue.save(parts, of: "p")
    let other = [CataloguePart(pipeline: "q", number: 1, madeOf: "a", files: "b")]
    try catalogue.save(other, of: "q")
    #expect(try catalogue.parts(of: "p") == parts)
    #expect(try catalogue.parts(of: "q") == other)
    try catalogue.save([parts[1]], of: "p")
    #expect(try catalogue.parts(of: "p") == [parts[1]])
    catalogue.close()
  }
}
