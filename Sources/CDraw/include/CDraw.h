#pragma once
// Pages of a PDF as pictures, and marks on them: poppler-glib and cairo behind a flat header. For `foja-draw` alone: the process must not
// hold the worker's stand-ins for colour and JPEG 2000 (CColourless), with which pictures would come out wrong.
//
// Lengths are points (1/72 inch) from the top left of the page as shown; colours 0xRRGGBB; shares 0 to 1.
#include <stdbool.h>
#include <stdint.h>

typedef struct foja_drawn_file foja_drawn_file;
typedef struct foja_canvas foja_canvas;

/// Opens a PDF by its absolute path; `password` may be NULL. NULL where it cannot be opened: `reason` (at least 200 bytes) says why.
foja_drawn_file *foja_drawn_open(const char *path, const char *password, char *reason);
void foja_drawn_close(foja_drawn_file *file);
int foja_drawn_pages(const foja_drawn_file *file);
/// Of page `number` from 1. False where there is none.
bool foja_drawn_size(const foja_drawn_file *file, int number, double *width, double *height);

/// A white part of a page to draw on, `width` × `height` points from (x, y). As pixels, `scale` of them a point; or, where `svg` names a file, as
/// lines and letters in it. NULL where there is no memory for it.
foja_canvas *foja_canvas_make(const char *svg, double x, double y, double width, double height, double scale);
/// What the page paints. False where it cannot be drawn.
bool foja_canvas_page(foja_canvas *canvas, const foja_drawn_file *file, int number);
/// `fill`: share of the colour inside; `width` of the border, 0 for none.
void foja_canvas_box(foja_canvas *canvas, double x0, double y0, double x1, double y1, uint32_t colour, double width, double fill, bool dashed);
/// A line with an arrow at its end.
void foja_canvas_arrow(foja_canvas *canvas, double x0, double y0, double x1, double y1, uint32_t colour, double width);
/// UTF-8 on a baseline; set `width` wide where that is above 0.
void foja_canvas_text(foja_canvas *canvas, double x, double y, double size, double width, uint32_t colour, const char *text);
/// Pixels to `path`: as gray PGM where it ends in `.pgm`, `each` by `each` of them as one; else as a PNG of gray or of colours; what was drawn as SVG is finished. Ends the canvas. False where it cannot be written.
bool foja_canvas_end(foja_canvas *canvas, const char *path, int each);
