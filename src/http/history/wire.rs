//! History as JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use super::change::{Change, finding};
use super::{MOST_ROWS, Page, Told};
use crate::app::history::{Action, Counts, EditedRow, LoggedEdit, RowEdit, Version};
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::http::format::Format;
use crate::http::wire::link::Link;
use crate::layers::LayerName;
use crate::messages::{Locale, say};

/// A page of edits.
#[derive(Serialize)]
pub struct Edits {
    edits: Vec<Logged>,
    links: Vec<Link>,
}

/// An edit.
#[derive(Serialize)]
struct Logged {
    revision: u64,
    time: String,
    author: String,
    action: &'static str,
    undoes: Option<u64>,
    undone_by: Option<u64>,
    settlements: Counted,
    kitchens: Counted,
    households: Counted,
    settings: bool,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Counted {
    added: u64,
    updated: u64,
    removed: u64,
}

/// An edit with its rows.
#[derive(Serialize)]
pub struct OneEdit {
    #[serde(flatten)]
    logged: Logged,
    rows: Vec<Edited>,
    rows_left_out: u64,
}

/// A row of an edit.
#[derive(Serialize)]
struct Edited {
    layer: &'static str,
    id: String,
    /// The revision that last wrote it; none where it is not there now.
    now: Option<u64>,
    #[serde(flatten)]
    change: Versions,
}

/// What became of a row.
#[derive(Serialize)]
struct Versions {
    before: Option<Map<String, Value>>,
    after: Option<Map<String, Value>>,
    changed: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before_invalid: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after_invalid: Option<Value>,
}

/// A page of a row's history.
#[derive(Serialize)]
pub struct RowHistory {
    layer: &'static str,
    id: String,
    entries: Vec<Entry>,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Entry {
    revision: u64,
    time: String,
    author: String,
    action: &'static str,
    undoes: Option<u64>,
    #[serde(flatten)]
    change: Versions,
    links: Vec<Link>,
}

impl Edits {
    /// A page, with links that start with `base`.
    pub fn new(page: &Page<LoggedEdit>, base: &str, links: Vec<Link>) -> Self {
        let edits = page.entries.iter().map(|edit| Logged::new(edit, vec![to_edit(base, edit.revision, "item")]));
        Self { edits: edits.collect(), links }
    }
}

impl OneEdit {
    /// An edit in a language, with links that start with `base`.
    pub fn new(told: &Told, base: &str, locale: Locale, mut links: Vec<Link>) -> Self {
        let (href, title) = (format!("{base}/edits/{}/undo", told.logged.revision), say(locale, "link-undo", &[]));
        let media_type = Format::Json.link_type();
        if told.logged.undone_by.is_none() {
            links.push(Link { href, rel: "related", media_type, title: Some(title) });
        }
        links.push(Link { href: format!("{base}/edits"), rel: "collection", media_type, title: None });
        let rows = told.edit.as_ref().map_or(&[][..], |edit| &edit.rows);
        let told_of: Vec<_> = rows.iter().take(MOST_ROWS).map(|row| Edited::new(row, locale)).collect();
        let counted = told.logged.counts.iter().map(|counts| counts.added + counts.updated + counts.removed).sum();
        let all = told.edit.as_ref().map_or(counted, |edit| edit.rows.len() as u64);
        let rows_left_out = all.saturating_sub(told_of.len() as u64);
        Self { logged: Logged::new(&told.logged, links), rows: told_of, rows_left_out }
    }
}

impl Edited {
    fn new(row: &EditedRow, locale: Locale) -> Self {
        Self {
            layer: row.register.as_str(),
            id: row.id.to_string(),
            now: row.revision,
            change: Versions::new(row.before.as_ref(), row.after.as_ref(), locale),
        }
    }
}

impl RowHistory {
    /// A page in a language, with links that start with `base`.
    pub fn new(layer: LayerName, id: &Id, page: &Page<RowEdit>, base: &str, locale: Locale, links: Vec<Link>) -> Self {
        let entry = |edit: &RowEdit| Entry {
            revision: edit.revision,
            time: edit.time.to_string(),
            author: edit.author.to_string(),
            action: edit.action.as_str(),
            undoes: undoes(edit.action),
            change: Versions::new(edit.before.as_ref(), edit.after.as_ref(), locale),
            links: vec![to_edit(base, edit.revision, "related")],
        };
        let entries = page.entries.iter().map(entry).collect();
        Self { layer: layer.as_str(), id: id.to_string(), entries, links }
    }
}

impl Versions {
    fn new(before: Option<&Version>, after: Option<&Version>, locale: Locale) -> Self {
        let change = Change::new(before, after);
        let changed = change.fields().into_iter().map(|(name, _, _)| name.to_owned()).collect();
        let [before_invalid, after_invalid] =
            change.invalid.each_ref().map(|row| row.as_ref().map(|row| finding(locale, row)));
        Self { changed, before: change.before, after: change.after, before_invalid, after_invalid }
    }
}

impl Logged {
    fn new(edit: &LoggedEdit, links: Vec<Link>) -> Self {
        let of = |register: RegisterName| {
            let at = RegisterName::ALL.iter().position(|known| *known == register);
            let counts = at.and_then(|at| edit.counts.get(at)).copied().unwrap_or_default();
            let Counts { added, updated, removed } = counts;
            Counted { added, updated, removed }
        };
        Self {
            revision: edit.revision,
            time: edit.time.to_string(),
            author: edit.author.to_string(),
            action: edit.action.as_str(),
            undoes: undoes(edit.action),
            undone_by: edit.undone_by,
            settlements: of(RegisterName::Settlements),
            kitchens: of(RegisterName::Kitchens),
            households: of(RegisterName::Households),
            settings: edit.settings,
            links,
        }
    }
}

/// The edit that one takes back.
pub const fn undoes(action: Action) -> Option<u64> {
    match action {
        Action::Undo(revision) => Some(revision),
        _ => None,
    }
}

fn to_edit(base: &str, revision: u64, rel: &'static str) -> Link {
    let href = format!("{base}/edits/{revision}");
    Link { href, rel, media_type: Format::Json.link_type(), title: None }
}
