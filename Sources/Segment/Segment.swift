package import Model

/// Pages → document. A pure function: the same pages give the same document.
package func segment(_ pages: [Page], facts: DocumentFacts, settings: SegmentSettings) -> Document {
  Document(source: facts.source)
}
