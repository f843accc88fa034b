//! Registers that change while people look: services as processes of their own, killed, cut off, and several at a time.

mod database;
mod file;
pub mod killed;
pub mod program;
