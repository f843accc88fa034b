//! The rows that a real register has and a tidy example lacks. `data/README.md` lists them.

use super::ground::Spot;
use super::homes::Home;

/// Changes rows by number (`H-001` is 1) into awkward ones.
pub fn change(homes: &mut [Home]) {
    let mut change = |number: usize, change: &dyn Fn(&mut Home)| change(&mut homes[number - 1]);
    for number in [19, 203] {
        change(number, &|home| home.spot = None);
        change(number, &|home| home.accuracy = None);
    }
    change(58, &|home| home.spot = Some(Spot::new(-318.0, 486.0)));
    change(311, &|home| home.spot = Some(Spot::new(404.0, -622.0)));
    change(120, &|home| home.accuracy = Some(85));
    change(262, &|home| home.accuracy = Some(140));
    change(177, &|home| home.accuracy = None);
    change(288, &|home| home.accuracy = None);
    change(33, &|home| home.persons = None);
    change(141, &|home| home.fixed = Some(("K-3", "Está en el padrón de la otra cocina desde 2019")));
    change(232, &|home| home.fixed = Some(("K-4", "Un muro de contención cierra el paso")));
    change(95, &|home| home.closed_on = Some("2026-08-31"));
    change(150, &|home| home.declared = "S-1");
    let twin = homes[220].spot;
    homes[221].spot = twin;
}
