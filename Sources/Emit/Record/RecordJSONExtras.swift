import Model

/// The parts of a record that most files have nothing for: each is left out where it would be empty.
extension JSONWriter {
  mutating func extras(_ extras: FileExtras) {
    if !extras.bookmarks.isEmpty {
      newline()
      key("bookmarks")
      lines(extras.bookmarks) { out, bookmark in
        out.object { out in
          out.field("title", bookmark.title)
          out.field("level", bookmark.level)
          out.field("page", bookmark.page)
        }
      }
    }
    if !extras.attachments.isEmpty {
      newline()
      key("attachments")
      lines(extras.attachments) { out, attachment in
        out.object { out in
          out.field("name", attachment.name)
          out.field("description", attachment.description)
        }
      }
    }
    if !extras.fields.isEmpty {
      newline()
      key("formFields")
      lines(extras.fields) { out, field in
        out.object { out in
          out.field("name", field.name)
          out.field("type", field.type)
          out.field("value", field.value)
          out.field("page", field.page)
          out.key("box")
          out.box(field.box)
        }
      }
    }
    if !extras.comments.isEmpty {
      newline()
      key("comments")
      lines(extras.comments) { out, comment in
        out.object { out in
          out.field("kind", comment.kind)
          out.field("author", comment.author)
          out.field("text", comment.text)
          out.field("page", comment.page)
          out.key("box")
          out.box(comment.box)
        }
      }
    }
  }
}
