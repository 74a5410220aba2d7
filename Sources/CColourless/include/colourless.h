// Empty: what this target defines is called by libpoppler, by the names of lcms2 and OpenJPEG.
