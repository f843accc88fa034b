//! What is published, one file a layer.
