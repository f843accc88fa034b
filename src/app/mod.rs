//! The use cases: the only meeting of domain and input/output.
