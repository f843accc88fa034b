//! What answers carry besides rows: links, and what may be kept.

pub mod cached;
pub mod document;
pub mod link;
