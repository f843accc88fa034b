//! Imports that are committed, and taken back.

use cercania::app::Viewer;
use cercania::domain::units::Persons;
use cercania::http::Limits;
use cercania::messages::Locale;
use serde_json::Value;

use super::Served;

const FILE: &str = "id,lon,lat,personas\nH-000,-76.9705,-12.1501,5\nN-1,-76.9701,-12.1502,4\n";
/// A third kitchen that cooks, amid households of the first.
const KITCHEN: &str = "id,nombre,lon,lat\nK-9,Olla nueva,-76.9740,-12.1540\n";

/// A trial and what was done differ in one word.
fn without_dry_run(done: &Value) -> Value {
    let mut done = done.clone();
    done["dry_run"].take();
    done["ids"].take();
    done
}

#[test]
fn a_commit_does_what_the_preview_said() {
    for (query, file) in [("layer=households", FILE), ("layer=kitchens", KITCHEN)] {
        let served = Served::new();
        let before = served.registers();
        let import = served.preview(query, "text/csv", file);
        assert_eq!((&import["state"], &import["would"]["dry_run"]), (&"ready".into(), &true.into()));
        assert!(import["would"]["reassigned"].as_u64().unwrap() > 0, "{import}");
        assert!(!import["would"]["coverage"].as_array().unwrap().is_empty(), "{import}");
        assert_eq!(served.registers(), before, "a preview writes nothing");
        let done = served.ask(&import, "commit").json();
        assert_eq!(without_dry_run(&done), without_dry_run(&import["would"]));
        assert_ne!(served.registers(), before);
        let layer = query.trim_start_matches("layer=");
        for row in import["preview"]["features"].as_array().unwrap() {
            let item =
                served.service().get(&format!("/collections/{layer}/items/{}", row["id"].as_str().unwrap())).json();
            assert_eq!(item["geometry"], row["geometry"]);
            for (name, value) in row["properties"].as_object().unwrap() {
                assert_eq!(&item["properties"][name], value, "{name}");
            }
        }
        let after = served.get(&import, "").json();
        assert_eq!((&after["state"], &after["revision"]), (&"committed".into(), &done["revision"]));
    }
}

#[test]
fn rows_are_matched_by_id_and_keep_what_the_file_does_not_speak_of() {
    let served = Served::new();
    let count = served.registers().households.len();
    let done = served.ask(&served.households(FILE), "commit").json();
    assert_eq!((&done["added"], &done["updated"]), (&1.into(), &1.into()));
    let (households, address) = (served.registers().households, Some("=1+1"));
    assert_eq!(households.len(), count + 1);
    let row = households.iter().find(|row| row.id.as_str() == "H-000").unwrap();
    assert_eq!((row.address.as_deref(), row.persons.map(Persons::get)), (address, Some(5)));
    let again = served.households(FILE);
    assert_eq!((&again["would"]["unchanged"], &again["would"]["added"]), (&2.into(), &0.into()));
    let undone = served.registers();
    assert_eq!(served.ask(&again, "commit").json()["revision"], done["revision"], "nothing was written");
    assert_eq!(served.ask(&again, "undo").problem().1, "import-nothing-changed", "the revision is another edit's");
    assert_eq!(served.registers(), undone);
}

#[test]
fn a_settlement_that_is_not_understood_does_not_empty_the_one_that_is_stored() {
    let served = Served::new();
    let declared = |id: &str| {
        let households = served.registers().households;
        let row = households.into_iter().find(|row| row.id.as_str() == id).unwrap();
        row.declared_settlement.map(|settlement| settlement.to_string())
    };
    let file = |said: &str| format!("id,lon,lat,asentamiento\nX-no-position,,,{said}\nN-1,-76.97,-12.15,{said}\n");
    for (said, kept, new) in [
        ("Villa Rica", Some("S-1"), None),
        ("s 2", Some("S-2"), Some("S-2")),
        ("ñ", Some("S-2"), Some("S-2")),
        ("", None, None),
    ] {
        served.ask(&served.households(&file(said)), "commit").json();
        assert_eq!((declared("X-no-position").as_deref(), declared("N-1").as_deref()), (kept, new), "{said:?}");
    }
}

#[test]
fn an_import_is_committed_once() {
    let served = Served::new();
    let import = served.households(FILE);
    assert_eq!(served.ask(&import, "undo").problem().1, "import-not-committed");
    let revision = served.ask(&import, "commit").json()["revision"].clone();
    let (status, code, problem) = served.ask(&import, "commit").problem();
    assert_eq!((status, code.as_str(), &problem["revision"]), (409, "import-committed", &revision));
}

#[test]
fn undo_brings_the_registers_back() {
    for (query, file) in [("layer=households", FILE), ("layer=kitchens", KITCHEN)] {
        let served = Served::new();
        let before = served.registers();
        let import = served.preview(query, "text/csv", file);
        let done = served.ask(&import, "commit").json();
        let undone = served.ask(&import, "undo").json();
        assert_eq!(undone["reassigned"], done["reassigned"]);
        assert_eq!(served.registers(), before);
        let (status, code, _) = served.ask(&import, "undo").problem();
        assert_eq!((status, code.as_str()), (409, "edit-undone"));
    }
}

#[test]
fn what_was_changed_since_is_not_undone() {
    let served = Served::new();
    let first = served.households(FILE);
    served.ask(&first, "commit").json();
    let second = served.households("id,lon,lat,personas\nN-1,-76.9701,-12.1502,7\n");
    served.ask(&second, "commit").json();
    let after = served.registers();
    let (status, code, problem) = served.ask(&first, "undo").problem();
    assert_eq!((status, code.as_str()), (409, "edit-conflict"));
    assert_eq!(problem["conflicts"].as_array().unwrap().len(), 1);
    assert_eq!(problem["conflicts"][0]["id"], "N-1");
    assert_eq!(served.registers(), after);
    served.ask(&second, "undo").json();
    served.ask(&first, "undo").json();
}

#[test]
fn a_commit_goes_onto_what_is_there_by_then() {
    let served = Served::new();
    let (first, second) = (served.households(FILE), served.households("id,lon,lat,codigo\nN-1,-76.97,-12.15,C-1\n"));
    served.ask(&first, "commit").json();
    let done = served.ask(&second, "commit").json();
    assert_eq!((&done["added"], &done["updated"]), (&0.into(), &1.into()), "it was new when it was looked at");
    let row = served.registers().households.into_iter().find(|row| row.id.as_str() == "N-1").unwrap();
    assert_eq!((row.code.as_deref(), row.persons.map(Persons::get)), (Some("C-1"), Some(4)));
}

#[test]
fn ids_from_row_numbers_are_of_one_file() {
    let served = Served::new();
    let file = "lon,lat\n-76.97,-12.15\n-76.971,-12.151\n";
    let import = served.households(file);
    assert_eq!(import["ids"]["from"], "row_number");
    served.ask(&import, "commit").json();
    let again = served.households(file);
    assert_eq!(again["refused"]["type"], "/problems/import-numbers-taken");
    assert!(again["refused"]["detail"].as_str().unwrap().ends_with("with id_column"), "{again}");
    assert_eq!(served.ask(&again, "commit").status, 409);
}

#[test]
fn a_restart_forgets_previews_and_not_what_was_committed() {
    let mut served = Served::new();
    let before = served.registers();
    let (done, left) = (served.households(FILE), served.households("id,lon,lat\nN-2,-76.97,-12.15\n"));
    let revision = served.ask(&done, "commit").json()["revision"].as_u64().unwrap();
    served.start(Limits::default());
    for import in [&done, &left] {
        let (status, code, problem) = served.get(import, "").problem();
        assert_eq!((status, code.as_str()), (404, "import-unknown"));
        assert!(problem["detail"].as_str().unwrap().contains("started anew"), "{problem}");
    }
    drop(served.service.take());
    served.app().undo(&Viewer::local(Locale::En), revision, false).unwrap();
    assert_eq!(served.registers(), before);
}

#[test]
fn two_imports_at_once_are_both_whole() {
    let served = Served::new();
    let count = served.registers().households.len();
    std::thread::scope(|scope| {
        for n in 0..2 {
            let served = &served;
            scope.spawn(move || {
                let rows = (0..500).map(|row| format!("T{n}-{row},-76.97,-12.15\n")).collect::<Vec<_>>().concat();
                let import = served.households(&format!("id,lon,lat\n{rows}"));
                assert_eq!(served.ask(&import, "commit").json()["added"], 500);
            });
        }
    });
    assert_eq!(served.registers().households.len(), count + 1_000);
}
