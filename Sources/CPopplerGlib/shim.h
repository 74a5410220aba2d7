/* Empty: this target only carries pkg-config flags (poppler-glib, and cairo with it) to CDraw. */
