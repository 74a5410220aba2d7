/// What a file holds besides its pages: its own outline, forms with what was filled in, remarks, names of files inside. Few files have any.

let bookmarksResource = Resource(
  "bookmarks", "Entries of the files' own outlines", list: ["bookmarks"], key: ["document", "position"], references: [ofDocument],
  columns: [
    documentColumn,
    Column("position", .integer, .ordinal, required: true, "In the outline, from 1"),
    Column("level", .integer, .at(["level"]), required: true, "1 for the uppermost"),
    text("title", "title", "As the file has it", required: true),
    pageColumn,
    linkColumn,
  ])

let formFieldsResource = Resource(
  "form_fields", "Fields of forms, with what was filled in", list: ["formFields"], key: ["document", "position"], references: [ofDocument],
  columns: [
    documentColumn,
    Column("position", .integer, .ordinal, required: true, "Among the fields of the document, from 1"),
    text("name", "name", "With those above it: applicant.name", required: true),
    text("type", "type", "text, button, choice, signature, other", required: true),
    text("value", "value", "What was filled in; of a button its state"),
    pageColumn,
  ] + boxColumns() + [linkColumn])

let commentsResource = Resource(
  "comments", "Remarks that people left on pages", list: ["comments"], key: ["document", "position"], references: [ofDocument],
  columns: [
    documentColumn,
    Column("position", .integer, .ordinal, required: true, "Among the remarks of the document, from 1"),
    text("kind", "kind", "As PDF calls it: text, highlight, freetext, …", required: true),
    text("author", "author", "Who left it, as the file says"),
    text("text", "text", "Its words", required: true),
    pageColumn,
  ] + boxColumns() + [linkColumn])

let attachmentsResource = Resource(
  "attachments", "Files inside of the files, which are not read", list: ["attachments"], key: ["document", "position"],
  references: [ofDocument],
  columns: [
    documentColumn,
    Column("position", .integer, .ordinal, required: true, "Among the attached files of the document, from 1"),
    text("name", "name", "The attached file's name", required: true),
    text("description", "description", "What the file says of it"),
    linkColumn,
  ])
