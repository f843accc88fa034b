//! The program as its user runs it.

mod arguments;
mod program;
