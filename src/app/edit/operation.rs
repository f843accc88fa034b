//! What an edit makes of the rows that are there.

use std::cell::Cell;

use super::{App, Current, Edit, EditError, IfMatch, Operation, feature::patched};
use crate::crs::{Epsg, ToWgs84};
use crate::domain::change::Row;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::files::{FeatureOptions, FileError, household_features, kitchen_features, settlement_features};
use crate::layers::{LayerName, Role};
use crate::store::{Onto, RowChange, RowWrite};

/// Rows that were sent, and which of them came without an id.
pub(super) struct Sent {
    pub(super) rows: Vec<Row>,
    pub(super) minted: Vec<usize>,
}

impl App {
    pub(super) fn rows_of(&self, current: &Current, edit: &Edit) -> Result<Vec<RowWrite>, EditError> {
        let register = edit.register;
        let seen = |id: &Id| seen(current, register, id, &edit.if_match);
        let put = |row, onto| vec![RowWrite { row: RowChange::Put(row), onto }];
        match &edit.operation {
            Operation::Create(bytes) => self.created(current, register, bytes, edit.crs),
            Operation::Replace(id, bytes) => {
                let onto = seen(id)?;
                Ok(put(one(current, register, bytes, edit.crs, id)?, onto))
            }
            Operation::Update(id, patch) => {
                let onto = seen(id)?;
                let row = current.snapshot.entered(register, id.as_str());
                let row = row.ok_or_else(|| EditError::NoSuchRow { register, id: id.clone() })?;
                // What the patch does not name is in WGS 84.
                let crs = edit.crs.filter(|_| patch.get("geometry").is_some());
                let patched = patched(&row, patch).ok_or(EditError::NotAPatch)?;
                Ok(put(one(current, register, &patched, crs, id)?, onto))
            }
            Operation::Remove(id) => {
                let onto = seen(id)?;
                Ok(vec![RowWrite { row: RowChange::Remove(register, id.clone()), onto }])
            }
        }
    }

    fn created(
        &self,
        current: &Current,
        register: RegisterName,
        bytes: &[u8],
        crs: Option<Epsg>,
    ) -> Result<Vec<RowWrite>, EditError> {
        let count = Cell::new(0_u32);
        // Stands for the store's next one, which is asked for once it is known how many are wanted.
        let placeholder = || {
            count.set(count.get() + 1);
            Id::placeholder(count.get())
        };
        let Sent { mut rows, minted } = read(current, register, bytes, crs, &placeholder)?;
        let ids = if minted.is_empty() { vec![] } else { self.store.mint(register, minted.len())? };
        for (at, id) in minted.into_iter().zip(ids) {
            if let Some(row) = rows.get_mut(at) {
                row.set_id(id);
            }
        }
        if let Some(taken) =
            rows.iter().find(|row| current.snapshot.row_revision(register, row.id().as_str()).is_some())
        {
            return Err(EditError::Taken { register, id: taken.id().clone() });
        }
        Ok(rows.into_iter().map(|row| RowWrite { row: RowChange::Put(row), onto: Onto::Nothing }).collect())
    }
}

/// The version of a row that an edit is made from.
fn seen(current: &Current, register: RegisterName, id: &Id, if_match: &IfMatch) -> Result<Onto, EditError> {
    let found = current.snapshot.row_revision(register, id.as_str());
    let revision = found.ok_or_else(|| EditError::NoSuchRow { register, id: id.clone() })?;
    match if_match {
        IfMatch::Revisions(seen) if !seen.contains(&revision) => {
            Err(EditError::Changed { register, id: id.clone(), revision })
        }
        _ => Ok(Onto::Revision(revision)),
    }
}

/// The one feature that was sent for a row.
fn one(current: &Current, register: RegisterName, bytes: &[u8], crs: Option<Epsg>, id: &Id) -> Result<Row, EditError> {
    let sent = read(current, register, bytes, crs, &|| id.clone())?;
    let count = sent.rows.len();
    let [row] = <[Row; 1]>::try_from(sent.rows).map_err(|_| EditError::NotOne(count))?;
    if row.id() != id {
        return Err(EditError::OtherId { address: id.clone(), row: row.id().clone() });
    }
    Ok(row)
}

pub(super) fn read(
    current: &Current,
    register: RegisterName,
    bytes: &[u8],
    crs: Option<Epsg>,
    mint: &dyn Fn() -> Id,
) -> Result<Sent, FileError> {
    let layer = LayerName::of(register).layer();
    let computed: Vec<&str> =
        layer.fields().iter().filter(|field| field.role == Role::Computed).map(|field| field.name).collect();
    let crs = crs.map(|epsg| ToWgs84::new(&epsg)).transpose()?;
    let options =
        FeatureOptions { crs: crs.as_ref(), computed: &computed, mint: Some(mint), ..FeatureOptions::default() };
    let near = current.vicinity();
    Ok(match register {
        RegisterName::Settlements => {
            let sent = settlement_features(bytes, &options, near)?;
            Sent { rows: sent.rows.into_iter().map(Row::Settlement).collect(), minted: sent.minted }
        }
        RegisterName::Kitchens => {
            let sent = kitchen_features(bytes, &options, near)?;
            Sent { rows: sent.rows.into_iter().map(Row::Kitchen).collect(), minted: sent.minted }
        }
        RegisterName::Households => {
            let sent = household_features(bytes, &options, near)?;
            Sent { rows: sent.rows.into_iter().map(Row::Household).collect(), minted: sent.minted }
        }
    })
}
