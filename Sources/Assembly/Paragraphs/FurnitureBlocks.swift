import Model
import Text
import Layout
import Objects
import Structure

/// The furniture lines as blocks of their own, page by page, from top to bottom: a row is one block.
func furnitureBlocks(_ flow: Flow) -> [Block] {
  var blocks: [Block] = []
  for line in flow.furniture {
    var text = TextBuilder()
    text.append(line, of: flow.pages[line.page])
    blocks.append(
      Block(id: "", type: .furniture, text: text.string, page: flow.pages[line.page].number, spans: text.spans))
  }
  return blocks
}
