//! Coordinate reference systems through PROJ: names, axis order, accuracy of the operation.
