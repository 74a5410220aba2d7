#include "CDraw.h"

#include <cairo-svg.h>
#include <cairo.h>
#include <math.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pgm.h"
#include "png.h"

struct foja_drawn_file {
  PopplerDocument *document;
};

struct foja_canvas {
  cairo_surface_t *surface;
  cairo_t *cairo;
  bool svg;
};

foja_drawn_file *foja_drawn_open(const char *path, const char *password, char *reason) {
  GError *error = NULL;
  char *uri = g_filename_to_uri(path, NULL, &error);
  PopplerDocument *document = uri ? poppler_document_new_from_file(uri, password, &error) : NULL;
  g_free(uri);
  if (!document) {
    snprintf(reason, 200, "%s", error ? error->message : "cannot be opened");
    if (error) g_error_free(error);
    return NULL;
  }
  foja_drawn_file *file = malloc(sizeof *file);
  if (!file) abort();
  file->document = document;
  return file;
}

void foja_drawn_close(foja_drawn_file *file) {
  if (!file) return;
  g_object_unref(file->document);
  free(file);
}

int foja_drawn_pages(const foja_drawn_file *file) { return poppler_document_get_n_pages(file->document); }

bool foja_drawn_size(const foja_drawn_file *file, int number, double *width, double *height) {
  if (number < 1 || number > foja_drawn_pages(file)) return false;
  PopplerPage *page = poppler_document_get_page(file->document, number - 1);
  if (!page) return false;
  poppler_page_get_size(page, width, height);
  g_object_unref(page);
  return true;
}

foja_canvas *foja_canvas_make(const char *svg, double x, double y, double width, double height, double scale) {
  // Cairo's own limit of a picture's sides.
  const double widest = 32000;
  foja_canvas *canvas = calloc(1, sizeof *canvas);
  if (!canvas) return NULL;
  canvas->svg = svg != NULL;
  if (svg) {
    canvas->surface = cairo_svg_surface_create(svg, width, height);
    scale = 1;
  } else {
    const double w = fmin(widest, fmax(1, ceil(width * scale - 0.01))), h = fmin(widest, fmax(1, ceil(height * scale - 0.01)));
    canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w, (int)h);
  }
  canvas->cairo = cairo_create(canvas->surface);
  if (cairo_status(canvas->cairo) != CAIRO_STATUS_SUCCESS) {
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    free(canvas);
    return NULL;
  }
  cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
  cairo_paint(canvas->cairo);
  cairo_scale(canvas->cairo, scale, scale);
  cairo_translate(canvas->cairo, -x, -y);
  return canvas;
}

bool foja_canvas_page(foja_canvas *canvas, const foja_drawn_file *file, int number) {
  if (number < 1 || number > foja_drawn_pages(file)) return false;
  PopplerPage *page = poppler_document_get_page(file->document, number - 1);
  if (!page) return false;
  cairo_save(canvas->cairo);
  if (canvas->svg)
    poppler_page_render_for_printing(page, canvas->cairo);
  else
    poppler_page_render(page, canvas->cairo);
  cairo_restore(canvas->cairo);
  g_object_unref(page);
  return cairo_status(canvas->cairo) == CAIRO_STATUS_SUCCESS;
}

static void set_colour(cairo_t *cairo, uint32_t colour, double share) {
  cairo_set_source_rgba(cairo, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0, share);
}

void foja_canvas_box(foja_canvas *canvas, double x0, double y0, double x1, double y1, uint32_t colour, double width, double fill, bool dashed) {
  cairo_t *cairo = canvas->cairo;
  cairo_rectangle(cairo, x0, y0, x1 - x0, y1 - y0);
  if (fill > 0) {
    set_colour(cairo, colour, fill);
    cairo_fill_preserve(cairo);
  }
  if (width > 0) {
    const double dashes[] = {3 * width, 2 * width};
    cairo_set_dash(cairo, dashes, dashed ? 2 : 0, 0);
    cairo_set_line_width(cairo, width);
    set_colour(cairo, colour, 0.9);
    cairo_stroke_preserve(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
  }
  cairo_new_path(cairo);
}

void foja_canvas_arrow(foja_canvas *canvas, double x0, double y0, double x1, double y1, uint32_t colour, double width) {
  // Of the head, in line widths; and the half of its angle.
  const double length = 5, half = 0.45;
  cairo_t *cairo = canvas->cairo;
  const double angle = atan2(y1 - y0, x1 - x0);
  set_colour(cairo, colour, 0.85);
  cairo_set_line_width(cairo, width);
  cairo_move_to(cairo, x0, y0);
  cairo_line_to(cairo, x1, y1);
  cairo_stroke(cairo);
  cairo_move_to(cairo, x1, y1);
  cairo_line_to(cairo, x1 - length * width * cos(angle - half), y1 - length * width * sin(angle - half));
  cairo_line_to(cairo, x1 - length * width * cos(angle + half), y1 - length * width * sin(angle + half));
  cairo_close_path(cairo);
  cairo_fill(cairo);
}

void foja_canvas_text(foja_canvas *canvas, double x, double y, double size, double width, uint32_t colour, const char *text) {
  cairo_t *cairo = canvas->cairo;
  cairo_save(cairo);
  cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cairo, size);
  set_colour(cairo, colour, 1);
  cairo_translate(cairo, x, y);
  if (width > 0) {
    cairo_text_extents_t extents;
    cairo_text_extents(cairo, text, &extents);
    if (extents.x_advance > 0) cairo_scale(cairo, width / extents.x_advance, 1);
  }
  cairo_move_to(cairo, 0, 0);
  cairo_show_text(cairo, text);
  cairo_restore(cairo);
}

bool foja_canvas_end(foja_canvas *canvas, const char *path, int each) {
  cairo_surface_flush(canvas->surface);
  bool fine = cairo_status(canvas->cairo) == CAIRO_STATUS_SUCCESS;
  if (fine && !canvas->svg) {
    const int width = cairo_image_surface_get_width(canvas->surface), height = cairo_image_surface_get_height(canvas->surface);
    const int stride = cairo_image_surface_get_stride(canvas->surface);
    const unsigned char *pixels = cairo_image_surface_get_data(canvas->surface);
    const size_t length = strlen(path);
    const bool gray = length > 4 && strcmp(path + length - 4, ".pgm") == 0;
    fine = gray ? foja_write_pgm(path, pixels, width, height, stride, each) : foja_write_png(path, pixels, width, height, stride);
  }
  cairo_destroy(canvas->cairo);
  cairo_surface_finish(canvas->surface);
  if (canvas->svg) fine = fine && cairo_surface_status(canvas->surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(canvas->surface);
  free(canvas);
  return fine;
}
