import Extract
import Model

// Until Extract opens files.
func openDocument(path: String, name: String, options: ExtractOptions) throws(Refusal) -> any PageSource {
  throw Refusal("not-a-document", "nothing opens files yet")
}
