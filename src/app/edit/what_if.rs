//! Kitchens that would open, close, move or be new, all at once.

use std::cell::Cell;

use serde_json::{Map, Value, json};

use super::operation::{Sent, read};
use super::{App, Current, EditError, Edited, IfMatch, Made, feature};
use crate::app::Viewer;
use crate::domain::change::Row;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::domain::settings::CoverageLimit;
use crate::store::{Action, Onto, RowChange, RowWrite};

/// What somebody asks: what would be if.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// What becomes of which kitchens, each named once.
    pub kitchens: Vec<KitchenChange>,
    /// The limit that coverage is told at; `None`: the stored one.
    pub limit: Option<CoverageLimit>,
    /// Whether it is to be written, as one edit.
    pub keep: bool,
    /// The revision that they saw it tried at.
    pub if_match: IfMatch,
}

/// What becomes of a kitchen.
#[derive(Clone, Debug)]
pub struct KitchenChange {
    /// Which; `None`: a new one.
    pub id: Option<Id>,
    /// Longitude and latitude; `None`: where it is.
    pub position: Option<[f64; 2]>,
    /// Fields with their new values; the others stay.
    pub fields: Map<String, Value>,
}

impl App {
    /// What would become of assignments and coverage; `keep` writes it. The ids of new kitchens are made up, and of one
    /// that is kept the store's.
    ///
    /// # Errors
    /// [`EditError`]; the store is then as it was.
    pub fn what_if(&self, viewer: &Viewer, asked: &WhatIf) -> Result<Edited, EditError> {
        self.commit(viewer, Action::Edit, !asked.keep, &|current| {
            // First, so that the store makes no ids for what is refused.
            let at = asked.if_match.of_store(current.snapshot.revision())?;
            Ok(Made { rows: self.rows_of_kitchens(current, asked)?, settings: None, limit: asked.limit, at })
        })
    }

    fn rows_of_kitchens(&self, current: &Current, asked: &WhatIf) -> Result<Vec<RowWrite>, EditError> {
        let register = RegisterName::Kitchens;
        let is_there = |id: &str| current.snapshot.row_revision(register, id).is_some();
        let features = (1..).zip(&asked.kitchens).map(|(entry, change)| change.feature(entry, current));
        let features: Vec<Value> = features.collect::<Result<_, _>>()?;
        let document = json!({ "type": "FeatureCollection", "features": features });
        // Sorts among other kitchens' ids as those that the store makes.
        let number = Cell::new(0_u32);
        let made_up = || loop {
            number.set(number.get() + 1);
            let id = Id::parse(&format!("K.new.{}", number.get()));
            let id = id.unwrap_or_else(|_| Id::placeholder(number.get()));
            if !is_there(id.as_str()) {
                return id;
            }
        };
        let Sent { mut rows, minted } = read(current, register, document.to_string().as_bytes(), None, &made_up)?;
        let ids = if asked.keep && !minted.is_empty() { self.store.mint(register, minted.len())? } else { vec![] };
        for (at, id) in minted.into_iter().zip(ids) {
            if let Some(row) = rows.get_mut(at) {
                row.set_id(id);
            }
        }
        let onto = |row: &Row| {
            current.snapshot.row_revision(register, row.id().as_str()).map_or(Onto::Nothing, Onto::Revision)
        };
        Ok(rows.into_iter().map(|row| RowWrite { onto: onto(&row), row: RowChange::Put(row) }).collect())
    }
}

impl KitchenChange {
    /// The kitchen as it would be.
    fn feature(&self, entry: usize, current: &Current) -> Result<Value, EditError> {
        let mut feature = match &self.id {
            Some(id) => {
                let row = current.snapshot.entered(RegisterName::Kitchens, id.as_str());
                feature(&row.ok_or_else(|| EditError::NoSuchKitchen { entry, id: id.clone() })?)
            }
            None => Map::from_iter([("type".to_owned(), json!("Feature")), ("properties".to_owned(), json!({}))]),
        };
        if let Some(position) = self.position {
            feature.insert("geometry".to_owned(), json!({ "type": "Point", "coordinates": position }));
        }
        if let Some(properties) = feature.get_mut("properties").and_then(Value::as_object_mut) {
            properties.extend(self.fields.clone());
        }
        Ok(Value::Object(feature))
    }
}
