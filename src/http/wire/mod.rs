//! What answers carry besides rows: links, and what may be kept.

pub mod asked;
pub mod cached;
pub mod coding;
pub mod document;
pub mod edited;
pub mod link;
