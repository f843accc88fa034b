use geo::{Coord, Geometry, LineString, Point, Rect};
use proptest::prelude::*;

use super::*;

const LIMA: Coord = Coord { x: -77.03, y: -12.05 };
const PIURA: Coord = Coord { x: -80.63, y: -5.19 };
const PUNO: Coord = Coord { x: -70.02, y: -15.84 };

/// Everything but WGS 84 that is always published in.
const COMPUTED: [u32; 10] = [3857, 32717, 32718, 32719, 24877, 24878, 24879, 5387, 5388, 5389];

fn crs(code: u32) -> Crs {
    Crs::new(Epsg::new(code))
}

fn metres(degrees: Coord) -> f64 {
    111_320.0 * degrees.x.hypot(degrees.y)
}

/// Oracle: pyproj on PROJ 9.1.1, `Transformer.from_crs(4326, code, always_xy=True, area_of_interest=Peru)`.
#[test]
fn peruvian_places_have_the_coordinates_that_pyproj_gives() {
    let check = |code: u32, expected: [(f64, f64); 3]| {
        let crs = crs(code);
        for (place, expected) in [LIMA, PIURA, PUNO].into_iter().zip(expected) {
            let found = crs.from_wgs84(place).unwrap();
            // PROJ's own inverse of a change of datum is off by 7 mm; the rest is the same code.
            let off = (found - Coord::from(expected)).x.hypot((found - Coord::from(expected)).y);
            assert!(off < if (24877..24892).contains(&code) { 0.008 } else { 2e-6 }, "{code}: {found:?} {expected:?}");
        }
    };
    let mercator = [
        (-8_574_940.375_806, -1_351_399.258_669),
        (-8_975_690.542_662, -578_539.872_175),
        (-7_794_590.745_345, -1_786_201.260_139),
    ];
    check(3857, mercator);
    check(
        32717,
        [
            (932_408.839_141, 8_664_786.296_095),
            (541_004.345_81, 9_426_321.354_284),
            (1_681_904.387_502, 8_217_574.618_649),
        ],
    );
    check(
        32718,
        [
            (279_014.366_799, 8_667_099.929_407),
            (-124_923.331_687, 9_423_549.170_038),
            (1_033_815.993_677, 8_242_419.047_955),
        ],
    );
    check(
        32719,
        [
            (-376_617.398_763, 8_655_030.764_401),
            (-797_711.481_745, 9_414_293.613_012),
            (390_777.232_054, 8_248_497.413_612),
        ],
    );
    check(
        24877,
        [
            (932_664.707_11, 8_665_150.313_7),
            (541_252.881_32, 9_426_695.532_438),
            (1_682_178.729_341, 8_217_935.236_878),
        ],
    );
    check(
        24878,
        [
            (279_235.354_515, 8_667_468.512_494),
            (-124_703.561_436, 9_423_927.410_328),
            (1_034_049.816_904, 8_242_781.841_363),
        ],
    );
    check(
        24879,
        [
            (-376_429.236_665, 8_655_407.299_407),
            (-797_518.383_095, 9_414_680.026_194),
            (390_973.296_143, 8_248_865.059_403),
        ],
    );
    check(
        5387,
        [
            (279_014.366_799, 8_667_099.929_45),
            (-124_923.331_687, 9_423_549.170_057),
            (1_033_815.993_678, 8_242_419.048_011),
        ],
    );
    // EPSG defines its zone 17S without the false northing, and so do QGIS and PROJ.
    check(
        5388,
        [
            (932_408.839_142, -1_335_213.703_862),
            (541_004.345_81, -573_678.645_697),
            (1_681_904.387_504, -1_782_425.381_296),
        ],
    );
    check(
        5389,
        [
            (-376_617.398_763, 8_655_030.764_444),
            (-797_711.481_745, 9_414_293.613_031),
            (390_777.232_054, 8_248_497.413_668),
        ],
    );
    check(
        24891,
        [(600_223.517_144, 755_782.895_022), (207_835.938_79, 1_516_773.538_359), (1_350_083.589_927, 310_536.881_421)],
    );
}

/// Oracle: pyproj's `CRS(code).axis_info` on PROJ 9.1.1.
#[test]
fn axes_are_those_of_the_definition() {
    for (code, swaps, name) in [
        (4326, true, "WGS 84"),
        (4248, true, "PSAD56"),
        (5373, true, "Peru96"),
        (2193, true, "NZGD2000 / New Zealand Transverse Mercator 2000"),
        (3857, false, "WGS 84 / Pseudo-Mercator"),
        (32718, false, "WGS 84 / UTM zone 18S"),
        (24891, false, "PSAD56 / Peru west zone"),
    ] {
        let crs = crs(code);
        assert_eq!((crs.swaps(), &*crs.name()), (swaps, name), "{code}");
        assert_eq!(crs.is_geographic(), [4326, 4248, 5373].contains(&code), "{code}");
        crs.usable().unwrap();
    }
    // What is known of WGS 84 without PROJ is what PROJ says.
    let defined = system::System::new(Epsg::WGS84).unwrap();
    assert_eq!((defined.axes, &*defined.name), (system::Axes::NorthEast, "WGS 84"));
    assert_eq!((Crs::crs84().swaps(), &*Crs::crs84().name()), (false, "WGS 84 (CRS84)"));
    let wire = |crs: &Crs| crs.on_wire(&Point(LIMA).into()).unwrap();
    assert_eq!(wire(&crs(4326)), Point::new(LIMA.y, LIMA.x).into());
    assert_eq!(wire(&Crs::crs84()), Point(LIMA).into());
    let Geometry::Point(psad56) = wire(&crs(4248)) else { panic!() };
    assert!((psad56.x() - -12.046_546).abs() < 1e-6 && (psad56.y() - -77.027_864).abs() < 1e-6, "{psad56:?}");
}

#[test]
fn systems_that_cannot_be_published_in_are_told_apart() {
    let why = |code: u32| crate::messages::Explain::code(&crs(code).usable().unwrap_err());
    for (code, expected) in [
        (999_999, "crs-unknown"),
        (0, "crs-unknown"),
        (5714, "crs-not-horizontal"),
        (4978, "crs-not-horizontal"),
        (2053, "crs-axes"), // west and south
        (3031, "crs-axes"), // both to the north
        (4979, "crs-axes"), // with heights
    ] {
        assert_eq!(why(code), expected, "{code}");
        assert!(crs(code).from_wgs84(LIMA).is_err() && !crs(code).swaps(), "{code}");
    }
    assert_eq!(crs(999_999).name(), "EPSG:999999");
}

#[test]
fn the_list_finds_what_clients_write_and_tells_4326_from_crs84() {
    let list = CrsList::new(&[Epsg::new(24891), Epsg::new(32718), Epsg::new(24891)]);
    let uris: Vec<&str> = list.uris().collect();
    assert_eq!((uris.len(), uris[0], uris[1]), (13, CRS84, "http://www.opengis.net/def/crs/EPSG/0/4326"));
    assert_eq!(uris[12], "http://www.opengis.net/def/crs/EPSG/0/24891");
    for name in ["OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", CRS84, "<https://www.opengis.net/def/crs/OGC/1.3/CRS84>"]
    {
        assert!(list.find(name).unwrap().is_crs84(), "{name}");
    }
    for name in ["EPSG:4326", "[EPSG:4326]", "urn:ogc:def:crs:EPSG::4326", uris[1]] {
        assert!(list.find(name).is_some_and(|crs| crs.swaps() && !crs.is_crs84()), "{name}");
    }
    assert!(list.find("EPSG:4248").is_none() && list.find("EPSG:24891").is_some());
    for crs in list.iter() {
        crs.usable().unwrap();
        assert_eq!(list.find(crs.uri()).unwrap().uri(), crs.uri());
    }
    assert!(list.default_crs().is_crs84());
}

#[test]
fn what_is_no_place_is_refused_both_ways() {
    let utm = crs(32718);
    let nowhere = |crs: &Crs, x: f64, y: f64| {
        assert!(matches!(crs.to_wgs84(Coord { x, y }), Err(CrsError::NoPlace { .. })), "{} ({x}, {y})", crs.epsg());
    };
    for (x, y) in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (1e308, 1e308), (1e9, 8e6), (8_658_923e3, 287_456.0)] {
        nowhere(&utm, x, y);
        nowhere(&Crs::crs84(), x, y);
    }
    nowhere(&crs(4248), 190.0, 0.0); // the same as -170, which is how it comes back
    nowhere(&crs(3857), 3e7, 0.0); // once around the world and some
    let lost = |crs: &Crs, x: f64, y: f64| {
        assert!(matches!(crs.from_wgs84(Coord { x, y }), Err(CrsError::NoPlace { .. })), "{} ({x}, {y})", crs.epsg());
    };
    lost(&utm, 15.0, 0.0); // a quarter of the equator away, where the projection has no end
    lost(&utm, f64::NAN, 0.0);
    lost(&utm, 0.0, 91.0);
    // Outside of its area, and still the same place.
    let madrid = Coord { x: -3.7, y: 40.4 };
    assert!(metres(utm.to_wgs84(utm.from_wgs84(madrid).unwrap()).unwrap() - madrid) < 1e-3);
    // One vertex without a place leaves no half of a shape.
    let line: Geometry = LineString::from(vec![LIMA, Coord { x: 15.0, y: 0.0 }]).into();
    assert!(utm.geometry_from_wgs84(&line).is_err() && utm.on_wire(&line).is_err());
    let many = utm.coords_from_wgs84(&[LIMA, Coord { x: 15.0, y: 0.0 }]).unwrap();
    assert_eq!(many, [Some(utm.from_wgs84(LIMA).unwrap()), None]);
}

#[test]
fn threads_and_interleaved_systems_convert_alike() {
    let all = COMPUTED.map(crs);
    let convert = || all.each_ref().map(|crs| crs.from_wgs84(LIMA).unwrap());
    let here = convert();
    assert_eq!(here, convert(), "more systems than a thread keeps");
    let there = std::thread::scope(|scope| [scope.spawn(convert), scope.spawn(convert)].map(|one| one.join().unwrap()));
    assert_eq!(there, [here, here]);
}

#[test]
fn boxes_over_the_edge_of_the_world_are_answered_honestly() {
    let is_world =
        |found: Result<[f64; 4], CrsError>| format!("{:?}", found.unwrap()) == "[-180.0, -90.0, 180.0, 90.0]";
    let bounds = |code: u32, west: f64, south: f64, east: f64, north: f64| {
        crs(code).bounds_to_wgs84(&Rect::new((west, south), (east, north)))
    };
    // All that is east and south of something: what a map sends that is zoomed out.
    assert!(is_world(bounds(32718, -1e9, -1e9, 1e9, 1e9)));
    assert!(is_world(bounds(3857, -3e7, -3e7, 3e7, 3e7)));
    assert!(is_world(bounds(4248, -200.0, -95.0, 200.0, 95.0)));
    let [west, south, east, north] = bounds(3857, -20_037_508.342_789, -1e6, 20_037_508.342_789, 1e6).unwrap();
    assert!(west <= -179.999 && east >= 179.999 && (-9.0..-8.9).contains(&south) && (8.9..9.0).contains(&north));
    assert!(matches!(bounds(32718, 1e9, 1e9, 2e9, 2e9), Err(CrsError::NoPlace { .. })));
    assert!(matches!(bounds(4326, -200.0, 0.0, 10.0, 10.0), Err(CrsError::NoPlace { .. })));
    // UTM zone 60S reaches over the antimeridian: its middle is 177, and 500 km east of it is beyond 180.
    let [west, _, east, _] = bounds(32760, 300_000.0, 8_000_000.0, 1_000_000.0, 8_100_000.0).unwrap();
    assert!(west > 174.0 && east < -178.0, "{west} {east}");
    // Around the south pole, 10,000,000 m south of the false origin less the meridian's quarter.
    let [west, south, east, north] = bounds(32718, 400_000.0, -100_000.0, 600_000.0, 100_000.0).unwrap();
    assert!(west <= -180.0 && south <= -90.0 && east >= 180.0 && (-89.5..-88.0).contains(&north), "{north}");
}

fn place() -> impl Strategy<Value = Coord> {
    (-84.0..-66.0, -20.0..2.0).prop_map(|(x, y)| Coord { x, y })
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_place(place in place(), code in prop::sample::select(&COMPUTED[..])) {
        let crs = crs_kept(code);
        let there = crs.from_wgs84(place).unwrap();
        let back = crs.to_wgs84(there).unwrap();
        // A hundredth of a millimetre, as the conversion promises.
        prop_assert!(metres(back - place) < 2e-5, "{code}: {place:?} {back:?}");
        let again = crs.from_wgs84(back).unwrap();
        prop_assert!((again - there).x.hypot((again - there).y) < 5e-5, "{code}: {there:?} {again:?}");
    }

    #[test]
    fn degrees_around_a_box_hold_every_place_of_it(
        corner in place(),
        (width, height) in (0.0..2e6, 0.0..2e6_f64),
        inside in prop::collection::vec((0.0..=1.0, 0.0..=1.0_f64), 20),
        code in prop::sample::select(&COMPUTED[..]),
    ) {
        let crs = crs_kept(code);
        let corner = crs.from_wgs84(corner).unwrap();
        let bounds = Rect::new(corner, corner + Coord { x: width, y: height });
        let [west, south, east, north] = crs.bounds_to_wgs84(&bounds).unwrap();
        for (x, y) in inside {
            let place = crs.to_wgs84(corner + Coord { x: x * width, y: y * height }).unwrap();
            prop_assert!((west..=east).contains(&place.x) && (south..=north).contains(&place.y), "{code} {place:?}");
        }
        // And not much more than that: a filter finds its rows by it.
        let middle = crs.to_wgs84(bounds.center()).unwrap();
        let wide = metres(Coord { x: (east - west) * middle.y.to_radians().cos(), y: 0.0 });
        prop_assert!(wide < 1.5 * width + 0.5 * height + 1.0, "{code}: {wide} for {bounds:?}");
    }
}

fn crs_kept(code: u32) -> std::sync::Arc<Crs> {
    CrsList::new(&[]).find(&format!("EPSG:{code}")).unwrap()
}
