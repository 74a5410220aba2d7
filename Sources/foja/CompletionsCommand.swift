import ArgumentParser
import Reading

struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that completes Foja's commands in a shell.",
    discussion: """
        foja completions bash > ~/.local/share/bash-completion/completions/foja
        foja completions zsh > ~/.zfunc/_foja            with ~/.zfunc in fpath
        foja completions fish > ~/.config/fish/completions/foja.fish

      ./foja install and the Debian package bring them, and man pages, along.
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() throws {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Files.writeAll(Array((Foja.completionScript(for: kind) + "\n").utf8), to: 1)
  }
}
