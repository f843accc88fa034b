//! What can be wrong with a file as JSON or XML, whatever its rows.

use thiserror::Error;

/// What is wrong with JSON outside its features.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum JsonProblem {
    /// The file stops inside something.
    #[error("it ends too early; was the download cut off?")]
    EndsEarly,
    /// Brackets in brackets.
    #[error("it is nested more than {0} levels deep")]
    TooDeep(usize),
    /// Something else than an object.
    #[error("a FeatureCollection, or one feature a line, is needed here")]
    NotAnObject,
    /// Neither comma nor end after a feature.
    #[error("a comma is missing between features")]
    Comma,
    /// The object around the features.
    #[error("the object is neither a FeatureCollection nor a Feature")]
    NotFeatures,
}

/// What is wrong with a KML as XML.
#[derive(Debug, Error)]
pub enum KmlProblem {
    /// Not XML.
    #[error(transparent)]
    Xml(quick_xml::Error),
    /// The file stops inside something.
    #[error("it ends too early; was the download cut off?")]
    EndsEarly,
    /// Elements in elements.
    #[error("it is nested more than {0} levels deep")]
    TooDeep(usize),
    /// `<!DOCTYPE`.
    #[error("it has a document type, which KML has not and which is not read")]
    DocumentType,
    /// Another entity than XML's own.
    #[error("it has an entity that XML does not know; write the letter itself")]
    Entity,
}
