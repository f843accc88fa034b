//! Pages for people: the same answers as HTML, in Spanish and English.
