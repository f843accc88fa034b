//! Layers as vector tiles.
