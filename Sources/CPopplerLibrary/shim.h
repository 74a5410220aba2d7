/* Empty: this target only carries pkg-config flags to CPoppler. */
