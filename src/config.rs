//! One validated configuration: flags, environment, file.
