//! Which columns hold the position.

use super::error::FileError;
use super::field::Field;
use super::names::Names;
use super::options::ReadOptions;

/// Where a row's position stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PositionColumns {
    /// Easting and northing, or longitude and latitude; a form's also with its accuracy.
    Pair { x: usize, y: usize, form_accuracy: Option<usize> },
    /// `latitude longitude altitude accuracy` in one text.
    Geopoint(usize),
    /// The geometry of the format.
    Geometry,
}

type Family = (&'static [&'static str], &'static [&'static str]);

const DEGREES: Family = (
    &["lon", "long", "longitud", "longitude", "lng", "longitudwgs84", "coordenadalongitud"],
    &["lat", "latitud", "latitude", "latitudwgs84", "coordenadalatitud"],
);
const NEUTRAL: Family = (
    &["x", "coordx", "xcoord", "coordenadax", "pointx", "posx"],
    &["y", "coordy", "ycoord", "coordenaday", "pointy", "posy"],
);
const METRES: Family = (
    &[
        "este",
        "easting",
        "utmeste",
        "esteutm",
        "utmx",
        "xutm",
        "coordeste",
        "coordenadaeste",
        "estem",
        "utme",
        "coordenadasutmeste",
        "estex",
    ],
    &[
        "norte",
        "northing",
        "utmnorte",
        "norteutm",
        "utmy",
        "yutm",
        "coordnorte",
        "coordenadanorte",
        "nortem",
        "utmn",
        "coordenadasutmnorte",
        "nortey",
    ],
);
const GEOPOINTS: &[&str] = &[
    "geopoint",
    "geopunto",
    "ubicacion",
    "ubicaciongps",
    "location",
    "gps",
    "gpslocation",
    "puntogps",
    "coordenadas",
    "coordenadasgps",
    "geolocation",
    "posicion",
    "position",
];

/// Endings of the columns of one position: latitude, longitude, and accuracy where the first may be followed by it.
const FORMS: [(&str, &str, &[&str]); 3] = [
    ("-latitude", "-longitude", &["-accuracy", "-precision"]), // ODK Central, SurveyCTO
    ("_latitude", "_longitude", &["_precision", "_accuracy"]), // Kobo
    ("_latitud", "_longitud", &["_precision", "_exactitud"]),
];

impl PositionColumns {
    /// Chooses: the user's word first, then the family that fits the reference system.
    pub(super) fn choose(names: &Names, options: &ReadOptions, projected: bool) -> Result<Self, FileError> {
        if let Some(chosen) = chosen(names, options)? {
            return Ok(chosen);
        }
        let mut degrees = pair(names, DEGREES)?;
        degrees.extend(forms(names));
        let (neutral, metres) = (pair(names, NEUTRAL)?, pair(names, METRES)?);
        let in_one = names.among(GEOPOINTS).into_iter().map(Self::Geopoint).collect();
        let in_metres = metres.first().copied();
        let ranks = if projected { [metres, neutral, degrees, in_one] } else { [degrees, neutral, in_one, metres] };
        let found = ranks.into_iter().find(|rank| !rank.is_empty()).unwrap_or_default();
        match found.as_slice() {
            [] => Err(FileError::NoPosition { columns: names.written().to_vec() }),
            [only] => match (in_metres, *only) {
                (Some(metres), Self::Pair { x, y, .. }) if metres == *only && !projected => {
                    Err(FileError::NeedsCrs { x: names.name(x).into(), y: names.name(y).into() })
                }
                _ => Ok(*only),
            },
            several => {
                let choices = several.iter().map(|choice| choice.written(names)).collect();
                Err(FileError::SeveralPositions { choices })
            }
        }
    }

    /// Every column that a position might be read from.
    pub(super) fn candidates(names: &Names) -> Vec<usize> {
        let pairs = [DEGREES, NEUTRAL, METRES];
        let lists = pairs.iter().flat_map(|(x, y)| [*x, *y]).chain([GEOPOINTS]);
        let mut found: Vec<usize> = lists.flat_map(|list| names.among(list)).collect();
        for form in forms(names) {
            if let Self::Pair { x, y, .. } = form {
                found.extend([x, y]);
            }
        }
        found
    }

    /// The columns it reads.
    pub(super) fn columns(self) -> Vec<usize> {
        match self {
            Self::Pair { x, y, form_accuracy } => [x, y].into_iter().chain(form_accuracy).collect(),
            Self::Geopoint(column) => vec![column],
            Self::Geometry => Vec::new(),
        }
    }

    /// As `--columns` wants it.
    fn written(self, names: &Names) -> String {
        match self {
            Self::Pair { x, y, .. } => format!("lon={},lat={}", names.name(x), names.name(y)),
            Self::Geopoint(column) => format!("geopoint={}", names.name(column)),
            Self::Geometry => String::new(),
        }
    }
}

fn chosen(names: &Names, options: &ReadOptions) -> Result<Option<PositionColumns>, FileError> {
    let find = |field| options.columns.get(field).map(|name| names.find(name)).transpose();
    if let Some(column) = find(Field::Geopoint)? {
        return Ok(Some(PositionColumns::Geopoint(column)));
    }
    let (x, y) = match (find(Field::Lon)?, find(Field::Lat)?) {
        (None, None) => return Ok(None),
        chosen => chosen,
    };
    // Of a form's position one column says which: the others go with it.
    let form = forms(names).into_iter().find(|form| {
        matches!(form, PositionColumns::Pair { x: fx, y: fy, .. } if x.is_none_or(|x| x == *fx) && y.is_none_or(|y| y == *fy))
    });
    match (x, y, form) {
        (_, _, Some(form)) => Ok(Some(form)),
        (Some(x), Some(y), None) => Ok(Some(PositionColumns::Pair { x, y, form_accuracy: None })),
        _ => Err(FileError::NoPosition { columns: names.written().to_vec() }),
    }
}

/// The pair of a family; two candidates for one of the two are an error.
fn pair(names: &Names, (xs, ys): Family) -> Result<Vec<PositionColumns>, FileError> {
    let x = names.one(Field::Lon, &names.among(xs))?;
    let y = names.one(Field::Lat, &names.among(ys))?;
    Ok(x.zip(y).map(|(x, y)| PositionColumns::Pair { x, y, form_accuracy: None }).into_iter().collect())
}

/// Every position that a form program wrote as several columns.
fn forms(names: &Names) -> Vec<PositionColumns> {
    let lower: Vec<String> = names.written().iter().map(|name| name.to_ascii_lowercase()).collect();
    let column = |stem: &str, ending: &str| {
        lower.iter().position(|name| name.strip_suffix(ending).is_some_and(|before| before == stem))
    };
    let mut found = Vec::new();
    for (y, name) in lower.iter().enumerate() {
        for (lat, lon, accuracies) in FORMS {
            let Some(stem) = name.strip_suffix(lat).filter(|stem| !stem.is_empty()) else { continue };
            if let Some(x) = column(stem, lon) {
                let form_accuracy = accuracies.iter().find_map(|ending| column(stem, ending));
                found.push(PositionColumns::Pair { x, y, form_accuracy });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(columns: &str, choice: &str, projected: bool) -> Result<Vec<String>, FileError> {
        let names = Names::new(columns.split(',').map(Into::into).collect());
        let options = ReadOptions { columns: choice.parse().unwrap(), ..ReadOptions::default() };
        let position = PositionColumns::choose(&names, &options, projected)?;
        Ok(names.names(&position.columns()))
    }

    #[test]
    fn positions_are_recognised_by_the_names_people_use() {
        let check = |columns: &str, choice: &str, projected: bool, expected: &str| {
            assert_eq!(choose(columns, choice, projected).unwrap().join(","), expected, "{columns}");
        };
        check("id,LATITUD,Longitud", "", false, "Longitud,LATITUD");
        check("id,x,y", "", false, "x,y");
        check("id,lat,lon,este,norte", "", false, "lon,lat");
        check("id,lat,lon,este,norte", "", true, "este,norte");
        check("id,UTM Este,UTM Norte", "", true, "UTM Este,UTM Norte");
        check(
            "gps,_gps_latitude,_gps_longitude,_gps_altitude,_gps_precision",
            "",
            false,
            "_gps_longitude,_gps_latitude,_gps_precision",
        );
        check(
            "g-casa-Latitude,g-casa-Longitude,g-casa-Altitude,g-casa-Accuracy,KEY",
            "",
            false,
            "g-casa-Longitude,g-casa-Latitude,g-casa-Accuracy",
        );
        check("id,ubicacion", "", false, "ubicacion");
        check("id,ubicacion,lat,lon", "", false, "lon,lat");
        check("a,b", "lon=b,lat=a", false, "b,a");
        check(
            "_a_latitude,_a_longitude,_b_latitude,_b_longitude,_b_precision",
            "lon=_b_longitude",
            false,
            "_b_longitude,_b_latitude,_b_precision",
        );
    }

    #[test]
    fn what_cannot_be_told_is_asked() {
        assert!(matches!(choose("id,a,b", "", false), Err(FileError::NoPosition { .. })));
        assert!(matches!(choose("id,lon,longitud,lat", "", false), Err(FileError::Ambiguous { .. })));
        assert!(matches!(choose("id,este,norte", "", false), Err(FileError::NeedsCrs { .. })));
        assert!(matches!(choose("id,lon,lat", "lon=nope,lat=lat", false), Err(FileError::NoSuchColumn { .. })));
        let error = choose("_a_latitude,_a_longitude,_b_latitude,_b_longitude", "", false).unwrap_err();
        assert!(error.to_string().contains("lon=_b_longitude,lat=_b_latitude; choose one with --columns"), "{error}");
    }
}
