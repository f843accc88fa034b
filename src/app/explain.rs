//! Words for errors of the domain, which knows of no language.

use crate::domain::catchment::CatchmentError;
use crate::messages::{Explain, Params};

impl Explain for CatchmentError {
    fn code(&self) -> &'static str {
        "study-area-too-wide"
    }

    fn params(&self) -> Params {
        let Self::TooWide(degrees) = self;
        vec![("degrees", format!("{degrees:.0}"))]
    }
}
