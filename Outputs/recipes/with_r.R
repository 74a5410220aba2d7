#!/usr/bin/env Rscript
# The set as R data frames, one a kind of thing (Debian: r-base-core r-cran-jsonlite):
#
#     Rscript Outputs/recipes/with_r.R Outputs/default
library(jsonlite)

convert <- list(string = as.character, integer = as.numeric, number = as.numeric, boolean = as.logical, date = as.Date)

# Every resource of a data package as a frame, with the types that the package states.
load_set <- function(folder) {
  package <- read_json(file.path(folder, "datapackage.json"))
  frames <- lapply(package$resources, function(resource) {
    parts <- lapply(unlist(resource$path), function(path) {
      part <- stream_in(file(file.path(folder, path), encoding = "UTF-8"), verbose = FALSE)
      # A column that is empty in a part is not in its frame.
      for (field in resource$schema$fields) {
        if (is.null(part[[field$name]])) part[[field$name]] <- NA
        part[[field$name]] <- convert[[field$type]](part[[field$name]])
      }
      part[vapply(resource$schema$fields, function(field) field$name, "")]
    })
    do.call(rbind, parts)
  })
  names(frames) <- vapply(package$resources, function(resource) resource$name, "")
  frames
}

arguments <- commandArgs(trailingOnly = TRUE)
frames <- load_set(if (length(arguments) > 0) arguments[1] else "Outputs/default")
for (name in names(frames)) cat(name, ": ", nrow(frames[[name]]), " rows\n", sep = "")

# Amounts of money by currency.
money <- subset(frames$mentions, type == "money" & !is.na(amount))
if (nrow(money) > 0) print(aggregate(amount ~ currency, data = money, FUN = max))
