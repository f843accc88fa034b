//! GDAL as the judge of the file, and as the other program that edits it.
