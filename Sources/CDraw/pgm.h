#pragma once
#include <stdbool.h>

/// Writes cairo's RGB24 pixels (a row every `stride` bytes) as PGM (`P5`): 8-bit gray, for programs that read pictures. `each` by `each` of them
/// become one. False where the file cannot be written.
bool foja_write_pgm(const char *path, const unsigned char *pixels, int width, int height, int stride, int each);
