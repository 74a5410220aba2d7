import Glibc

// Glibc's functions under names that do not look like calls of a method.
func cosineOf(_ radians: Double) -> Double { cos(radians) }
func sineOf(_ radians: Double) -> Double { sin(radians) }
