//! Reading files as people send them.
