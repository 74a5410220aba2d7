package enum BatchPlaceholder {}
