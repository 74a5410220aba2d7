import CDraw
import CSystem
import Glibc

// The disposable program that draws: pages of one file, with marks on them. Orders come on standard input, one a line, fields apart by tabs;
// each picture that is done, or cannot be, is answered with a line.
//
//     open ⇥ PATH ⇥ PASSWORD                      the PDF; without it only blank pages can be begun. A password may hold tabs
//     page ⇥ NUMBER ⇥ SCALE ⇥ OUT                 begins a picture of a page; OUT ends in .png, .pgm (gray) or .svg
//     part ⇥ NUMBER ⇥ SCALE ⇥ OUT ⇥ X0 Y0 X1 Y1   … of a part of one (further fields)
//     blank ⇥ WIDTH ⇥ HEIGHT ⇥ SCALE ⇥ OUT        … of an empty one
//     box ⇥ X0 ⇥ Y0 ⇥ X1 ⇥ Y1 ⇥ RRGGBB ⇥ WIDTH ⇥ FILL ⇥ DASHED
//     arrow ⇥ X0 ⇥ Y0 ⇥ X1 ⇥ Y1 ⇥ RRGGBB ⇥ WIDTH
//     text ⇥ X ⇥ Y ⇥ SIZE ⇥ WIDTH ⇥ RRGGBB ⇥ WORDS
//     done                                        writes it: `ok ⇥ OUT` or `failed ⇥ OUT ⇥ REASON`
//
// `--write FOLDER` takes from the process, before the file is opened, all but this folder to write to, the network and other programs (Landlock and
// seccomp, as the worker does). `--memory MB` and `--seconds S` bound what it may take: of address space, and of processor time for a picture. Where a picture takes more,
// the process ends (3): whoever started it goes on with another one behind the picture that has no answer.
var arguments = CommandLine.arguments.dropFirst()
var seconds = 30
while let argument = arguments.popFirst() {
  let word = arguments.popFirst()
  let value = word.flatMap { Int($0) }
  switch (argument, value) {
  case ("--write", _): _ = foja_sandbox(word ?? "/dev/null", nil, 0)
  case ("--memory", let value?):
    var limit = rlimit(rlim_cur: rlim_t(max(64, value)) << 20, rlim_max: rlim_t(max(64, value)) << 20)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  case ("--seconds", let value?): seconds = max(1, value)
  default:
    let usage = "usage: foja-draw [--write FOLDER] [--memory MB] [--seconds S] < orders\n"
    _ = write(2, usage, usage.utf8.count)
    exit(64)
  }
}
signal(SIGPROF) { _ in _exit(3) }
var pen = Pen(seconds: seconds)
while let line = readLine() { pen.take(line) }
