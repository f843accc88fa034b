//! The program as its user runs it.

mod arguments;
mod commands;
mod program;
