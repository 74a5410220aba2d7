/// What a file holds besides its pages.
package struct FileExtras: Equatable, Sendable {
  package var bookmarks: [Bookmark] = []
  package var attachments: [Attachment] = []
  package var fields: [FormField] = []
  package var comments: [Comment] = []

  package init() {}

  /// An entry of the file's outline, which readers of PDF show beside the pages.
  package struct Bookmark: Equatable, Sendable {
    package var title: String
    /// 1 for the top.
    package var level: Int
    package var page: Int?

    package init(title: String, level: Int, page: Int?) {
      self.title = title
      self.level = level
      self.page = page
    }
  }

  /// A file inside of the file; it is not read.
  package struct Attachment: Equatable, Sendable {
    package var name: String
    package var description: String?

    package init(name: String, description: String?) {
      self.name = name
      self.description = description
    }
  }

  package struct FormField: Equatable, Sendable {
    /// With those above it: `applicant.name`.
    package var name: String
    /// `text`, `button`, `choice`, `signature`, `other`.
    package var type: String
    /// What was filled in; of a button its state; several choices on lines of their own. Nil where nothing was.
    package var value: String?
    package var page: Int
    /// On the page as shown.
    package var box: Box

    package init(name: String, type: String, value: String?, page: Int, box: Box) {
      self.name = name
      self.type = type
      self.value = value
      self.page = page
      self.box = box
    }
  }

  /// A remark that somebody left on a page.
  package struct Comment: Equatable, Sendable {
    /// As PDF calls it, in small letters: `text`, `highlight`, `freetext`, `stamp`, ….
    package var kind: String
    package var author: String?
    package var text: String
    package var page: Int
    /// On the page as shown.
    package var box: Box

    package init(kind: String, author: String?, text: String, page: Int, box: Box) {
      self.kind = kind
      self.author = author
      self.text = text
      self.page = page
      self.box = box
    }
  }
}
