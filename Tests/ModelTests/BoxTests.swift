import Model
import Testing

@Suite struct BoxTests {
  @Test func unionHoldsBoth() {
    let union = Box(x0: 0, y0: 5, x1: 10, y1: 6).union(Box(x0: 3, y0: 1, x1: 12, y1: 2))
    #expect(union == Box(x0: 0, y0: 1, x1: 12, y1: 6))
  }

  @Test func boxesApartOverlapByNothing() {
    let a = Box(x0: 0, y0: 0, x1: 10, y1: 10)
    let b = Box(x0: 20, y0: 5, x1: 30, y1: 15)
    #expect(a.overlapX(b) == 0)
    #expect(a.overlapY(b) == 5)
    #expect(a.intersection(b).width < 0)
  }

  /// A page that was turned to be read: what its words' boxes say must lead back to the page as shown.
  @Test(arguments: [
    (0, Box(x0: 10, y0: 20, x1: 30, y1: 40)), (90, Box(x0: 20, y0: 770, x1: 40, y1: 790)), (180, Box(x0: 570, y0: 760, x1: 590, y1: 780)),
    (270, Box(x0: 560, y0: 10, x1: 580, y1: 30)),
  ])
  func turnedBoxesComeBack(turn: Int, shown: Box) {
    var page = Page(number: 1, shownWidth: 600, shownHeight: 800)
    page.turn = turn
    #expect(page.shown(Box(x0: 10, y0: 20, x1: 30, y1: 40)) == shown)
  }

  @Test func dataTreeAnswersByKey() {
    let tree = DataTree.map([.init(key: "a", value: .list([.scalar("x"), .scalar("y")])), .init(key: "b", value: .scalar("z"))])
    #expect(tree["a"]?.texts == ["x", "y"])
    #expect(tree["b"]?.texts == ["z"])
    #expect(tree["c"] == nil)
  }
}
