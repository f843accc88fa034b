//! What a column may mean, in Spanish and English.

use std::fmt;

/// A field that a column of a file can fill.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Field {
    /// Name of the row.
    Id,
    /// Longitude, or easting.
    Lon,
    /// Latitude, or northing.
    Lat,
    /// One text of latitude, longitude, altitude and accuracy, as form programs write it.
    Geopoint,
    /// A polygon in Well-Known Text.
    Boundary,
    /// What people call it.
    Name,
    /// The office's own code of a household.
    Code,
    /// Where it is, in words.
    Address,
    /// How many live there.
    Persons,
    /// What a point counts as.
    Weight,
    /// GPS accuracy in metres.
    Accuracy,
    /// The settlement a household is registered under.
    DeclaredSettlement,
    /// The kitchen decided on.
    FixedKitchen,
    /// Why.
    FixedReason,
    /// The day a household left.
    ClosedOn,
    /// How a kitchen is organised.
    Kind,
    /// Whether a kitchen cooks now.
    Status,
    /// How many rations a kitchen can give.
    Rations,
    /// What this program's export says of a household; recognised by this very name only.
    Flags,
}

/// Wire name, and names recognised in files: those of an earlier list win over those of a later one.
/// All as [`fold`] leaves them.
type Names = (Field, &'static str, &'static [&'static [&'static str]]);

const PERSONS: &[&str] = &[
    "persons",
    "personas",
    "people",
    "habitantes",
    "integrantes",
    "miembros",
    "npersonas",
    "personashogar",
    "personasenelhogar",
    "personasqueviven",
    "cuantaspersonas",
    "nropersonas",
    "numpersonas",
    "numeropersonas",
    "numerodepersonas",
    "cantidadpersonas",
    "cantidaddepersonas",
    "totalpersonas",
    "npersons",
    "householdsize",
    "members",
    "tamanohogar",
    "nintegrantes",
    "nrointegrantes",
    "numerointegrantes",
    "totalintegrantes",
    "nmiembros",
    "nhabitantes",
];

#[rustfmt::skip]
const NAMES: &[Names] = &[
    (Field::Id, "id", &[]), // has its own order, see `identity`
    (Field::Lon, "lon", &[]), // likewise, see `position_columns`
    (Field::Lat, "lat", &[]),
    (Field::Geopoint, "geopoint", &[]),
    (Field::Boundary, "boundary", &[&["wkt", "geometry", "geometria", "geom", "thegeom", "boundary", "limite", "poligono", "polygon"]]),
    (Field::Name, "name", &[&["name", "nombre", "nombreollascomunes", "nombreollacomun", "nombreolla", "nombrecomedor",
        "nombrecocina", "kitchenname", "nombreasentamiento", "nombreaahh", "settlementname", "denominacion", "nom"]]),
    (Field::Code, "code", &[&["code", "codigo", "cod"], &["codigohogar", "codhogar", "householdcode", "codigovivienda", "codigofamilia"]]),
    (Field::Address, "address", &[&["address", "direccion", "direccionollascomunes", "direccionollacomun", "direccioncomedor",
        "domicilio", "dir", "referencia"]]),
    (Field::Persons, "persons", &[PERSONS]),
    (Field::Weight, "weight", &[&["weight", "peso", "pesos"], PERSONS, &["population", "poblacion", "pop"]]),
    (Field::Accuracy, "accuracy_m", &[&["accuracym", "accuracy", "precision", "precisionm", "exactitud", "exactitudm", "gpsaccuracy",
        "gpsprecision", "precisiongps", "exactitudgps", "errorgps"]]),
    (Field::DeclaredSettlement, "declared_settlement_id", &[&["declaredsettlementid", "declaredsettlement", "settlementid", "settlement",
        "asentamiento", "asentamientoid", "idasentamiento", "codigoasentamiento", "asentamientodeclarado"]]),
    (Field::FixedKitchen, "fixed_kitchen_id", &[&["fixedkitchenid", "fixedkitchen", "cocinafija", "idcocinafija", "cocinafijaid", "ollafija",
        "comedorfijo", "asignacionfija"]]),
    (Field::FixedReason, "fixed_reason", &[&["fixedreason", "motivo", "motivofija", "motivococinafija", "motivoasignacionfija", "razon"]]),
    (Field::ClosedOn, "closed_on", &[&["closedon", "cerradoel", "fechacierre", "fechadecierre", "fechabaja", "fechadebaja", "cierre"]]),
    (Field::Kind, "kind", &[&["kind", "tipo", "type", "tipococina", "tipodecocina", "modalidad"]]),
    (Field::Status, "status", &[&["status", "estado", "situacion"]]),
    (Field::Rations, "rations", &[&["rations", "raciones", "nraciones", "nroraciones", "numeroraciones", "numeroderaciones", "racionesdia",
        "cantidadraciones", "capacidad", "capacity"]]),
    (Field::Flags, "flags", &[]),
];

impl Field {
    /// The wire name.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// All wire names.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        NAMES.iter().map(|(_, name, _)| *name).collect()
    }

    /// From a wire name or a near relative of one (`x`, `easting`, `longitud`, `accuracy`).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = fold(name);
        match name.as_str() {
            "x" | "longitude" | "longitud" | "easting" | "este" => return Some(Self::Lon),
            "y" | "latitude" | "latitud" | "northing" | "norte" => return Some(Self::Lat),
            "wkt" => return Some(Self::Boundary),
            _ => {}
        }
        let known = NAMES.iter().find(|(_, wire, _)| fold(wire) == name);
        known
            .or_else(|| NAMES.iter().find(|(.., tiers)| tiers.iter().any(|tier| tier.contains(&name.as_str()))))
            .map(|(field, ..)| *field)
    }

    /// Whether its values are numbers.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Persons | Self::Weight | Self::Accuracy | Self::Rations | Self::Lon | Self::Lat)
    }

    /// Lists of recognised names, the strongest first.
    pub(super) fn synonyms(self) -> &'static [&'static [&'static str]] {
        NAMES.iter().find(|(field, ..)| *field == self).map_or(&[], |(_, _, tiers)| tiers)
    }

    /// Whether a folded column name is in a list of this field's names. A year after `population` is let
    /// through (`population_2020`).
    pub(super) fn in_tier(self, tier: &[&str], folded: &str) -> bool {
        let bare = if self == Self::Weight { folded.trim_end_matches(|c: char| c.is_ascii_digit()) } else { folded };
        tier.contains(&folded) || (bare.starts_with("po") && tier.contains(&bare))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A column name without case, accents and separators: `N.º de Personas` becomes `nodepersonas`.
pub(super) fn fold(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'á' | 'à' | 'ä' | 'â' | 'ã' => Some('a'),
            'é' | 'è' | 'ë' | 'ê' => Some('e'),
            'í' | 'ì' | 'ï' | 'î' => Some('i'),
            'ó' | 'ò' | 'ö' | 'ô' | 'õ' | 'º' => Some('o'),
            'ú' | 'ù' | 'ü' | 'û' => Some('u'),
            'ñ' => Some('n'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_separators_do_not_matter() {
        for (name, folded) in [("N.º de Personas", "nodepersonas"), ("UTM_Este", "utmeste"), ("DIRECCIÓN", "direccion")]
        {
            assert_eq!(fold(name), folded);
        }
    }

    #[test]
    fn every_name_is_written_as_folding_leaves_it_and_is_in_one_place_only() {
        for (field, _, tiers) in NAMES {
            let mut seen = std::collections::HashSet::new();
            for name in tiers.iter().flat_map(|tier| tier.iter()) {
                assert_eq!(fold(name), **name, "{field}");
                assert!(seen.insert(name), "{field}: {name} twice");
            }
        }
    }

    #[test]
    fn a_population_of_a_year_is_a_weight() {
        let tier = Field::Weight.synonyms()[2];
        assert!(Field::Weight.in_tier(tier, "population2020"));
        assert!(!Field::Weight.in_tier(tier, "populationdensity"));
    }
}
