#include "pgm.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// How bright red, green and blue look (ITU-R BT.601), in 256ths.
static uint32_t gray(uint32_t pixel) { return ((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 151 + (pixel & 255) * 28) >> 8; }

bool foja_write_pgm(const char *path, const unsigned char *pixels, int width, int height, int stride, int each) {
  const int columns = (width + each - 1) / each, rows = (height + each - 1) / each;
  unsigned char *line = malloc((size_t)columns);
  FILE *file = line ? fopen(path, "wb") : NULL;
  bool fine = file && fprintf(file, "P5\n%d %d\n255\n", columns, rows) > 0;
  for (int row = 0; fine && row < rows; row++) {
    for (int column = 0; column < columns; column++) {
      uint32_t sum = 0, count = 0;
      for (int y = row * each; y < (row + 1) * each && y < height; y++) {
        const uint32_t *from = (const uint32_t *)(const void *)(pixels + (size_t)y * stride);
        for (int x = column * each; x < (column + 1) * each && x < width; x++, count++) sum += gray(from[x]);
      }
      line[column] = (sum + count / 2) / count;
    }
    fine = fwrite(line, 1, (size_t)columns, file) == (size_t)columns;
  }
  if (file) {
    fine = fclose(file) == 0 && fine;
    if (!fine) remove(path);
  }
  free(line);
  return fine;
}
