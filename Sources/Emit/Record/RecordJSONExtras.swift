import Model

/// The parts of a record that most files have nothing for: each is left out where it would be empty.
extension JSONWriter {
  mutating func extras(_ extras: FileExtras) {
    listed("bookmarks", extras.bookmarks) { out, bookmark in
      out.field("title", bookmark.title)
      out.field("level", bookmark.level)
      out.field("page", bookmark.page)
    }
    listed("attachments", extras.attachments) { out, attachment in
      out.field("name", attachment.name)
      out.field("description", attachment.description)
    }
    listed("formFields", extras.fields) { out, field in
      out.field("name", field.name)
      out.field("type", field.type)
      out.field("value", field.value)
      out.field("page", field.page)
      out.key("box")
      out.box(field.box)
    }
    listed("comments", extras.comments) { out, comment in
      out.field("kind", comment.kind)
      out.field("author", comment.author)
      out.field("text", comment.text)
      out.field("page", comment.page)
      out.key("box")
      out.box(comment.box)
    }
  }

  private mutating func listed<Item>(_ name: StaticString, _ items: [Item], fields: (inout JSONWriter, Item) -> Void) {
    guard !items.isEmpty else { return }
    newline()
    key(name)
    lines(items) { out, item in out.object { fields(&$0, item) } }
  }
}
