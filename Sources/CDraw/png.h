#pragma once
#include <stdbool.h>

/// Writes cairo's RGB24 pixels (a row every `stride` bytes) as PNG: 8-bit gray where no pixel has a colour, else 8-bit RGB. False where the
/// file cannot be written.
bool foja_write_png(const char *path, const unsigned char *pixels, int width, int height, int stride);
