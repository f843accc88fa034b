//! The reference systems that the service publishes in.

use std::sync::Arc;

use super::name::CrsName;
use super::{Crs, Epsg};

/// Codes that are always published in, beside CRS84: WGS 84 with latitude first, Web Mercator, and the UTM zones of
/// Peru in WGS 84, PSAD56 and Peru96.
const ALWAYS: [u32; 11] = [4326, 3857, 32717, 32718, 32719, 24877, 24878, 24879, 5387, 5388, 5389];

/// The systems that the service publishes in, CRS84 first.
#[derive(Clone, Debug)]
pub struct CrsList(Vec<Arc<Crs>>);

impl CrsList {
    /// Those that are always there, and `more`. Nothing is looked up until it is asked for: see [`Crs::usable`].
    #[must_use]
    pub fn new(more: &[Epsg]) -> Self {
        let always = ALWAYS.map(|code| Crs::shared(Epsg::new(code)));
        let mut list: Vec<Arc<Crs>> = [Arc::new(Crs::crs84())].into_iter().chain(always).collect();
        for epsg in more {
            if list.iter().all(|crs| crs.epsg() != *epsg) {
                list.push(Crs::shared(*epsg));
            }
        }
        Self(list)
    }

    /// All of them, CRS84 first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Crs>> {
        self.0.iter()
    }

    /// Their names, CRS84 first.
    pub fn uris(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|crs| crs.uri())
    }

    /// The one that a client names, by URI, URN, safe CURIE or code: `EPSG:4326` has latitude first, and only the
    /// names of CRS84 mean longitude first.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Arc<Crs>> {
        let name = CrsName::parse(name)?;
        let named = |crs: &&Arc<Crs>| match name {
            CrsName::Crs84 => crs.is_crs84(),
            CrsName::Epsg(epsg) => !crs.is_crs84() && crs.epsg() == epsg,
        };
        self.0.iter().find(named).cloned()
    }

    /// CRS84.
    #[must_use]
    pub fn default_crs(&self) -> Arc<Crs> {
        self.0.first().map_or_else(|| Arc::new(Crs::crs84()), Arc::clone)
    }
}
