//! Settlements and kitchens: real names and places, outlines and kitchen positions that are assumed.

use super::ground::Spot;

/// A settlement: the name is real, the outline is drawn by hand around the real place.
pub struct Town {
    /// Its id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What its households' codes begin with.
    pub prefix: &'static str,
    /// How many households are drawn in it.
    pub households: usize,
    /// Corners in metres, counter-clockwise, the first not repeated.
    pub outline: &'static [Spot],
}

/// A kitchen: the name is real, everything else is assumed.
pub struct Pot {
    /// Its id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// How it is organised, the wire word.
    pub kind: &'static str,
    /// Where it is, in words.
    pub address: &'static str,
    /// Rations a day.
    pub rations: u32,
    /// Where it is.
    pub spot: Spot,
}

const fn at(x: f64, y: f64) -> Spot {
    Spot::new(x, y)
}

/// El Paraíso and Ampliación Los Rosales in the north, Vista Alegre and Minas 2000 in the south. The first two
/// overlap a little, as neighbours' plans in Lima do.
pub const TOWNS: [Town; 4] = [
    Town {
        id: "S-1",
        name: "El Paraíso",
        prefix: "EP",
        households: 90,
        outline: &[
            at(-186.0, 372.0),
            at(-92.0, 341.0),
            at(18.0, 366.0),
            at(104.0, 332.0),
            at(183.0, 394.0),
            at(262.0, 489.0),
            at(236.0, 572.0),
            at(301.0, 668.0),
            at(258.0, 797.0),
            at(171.0, 842.0),
            at(118.0, 941.0),
            at(14.0, 967.0),
            at(-41.0, 871.0),
            at(-137.0, 846.0),
            at(-168.0, 741.0),
            at(-246.0, 662.0),
            at(-221.0, 533.0),
        ],
    },
    Town {
        id: "S-2",
        name: "Ampliación Los Rosales",
        prefix: "LR",
        households: 75,
        outline: &[
            at(-423.0, -38.0),
            at(-332.0, -134.0),
            at(-214.0, -173.0),
            at(-127.0, -108.0),
            at(-142.0, -31.0),
            at(-71.0, 38.0),
            at(-93.0, 149.0),
            at(-52.0, 266.0),
            at(-103.0, 384.0),
            at(-219.0, 401.0),
            at(-263.0, 311.0),
            at(-357.0, 268.0),
            at(-344.0, 186.0),
            at(-451.0, 83.0),
        ],
    },
    Town {
        id: "S-3",
        name: "San Juan de Vista Alegre",
        prefix: "VA",
        households: 80,
        outline: &[
            at(62.0, -71.0),
            at(121.0, -187.0),
            at(246.0, -229.0),
            at(327.0, -201.0),
            at(412.0, -262.0),
            at(517.0, -184.0),
            at(503.0, -88.0),
            at(604.0, -27.0),
            at(641.0, 103.0),
            at(548.0, 207.0),
            at(451.0, 172.0),
            at(372.0, 246.0),
            at(258.0, 219.0),
            at(221.0, 151.0),
            at(117.0, 122.0),
        ],
    },
    Town {
        id: "S-4",
        name: "Minas 2000",
        prefix: "MI",
        households: 75,
        outline: &[
            at(-171.0, -452.0),
            at(-209.0, -571.0),
            at(-153.0, -668.0),
            at(-168.0, -769.0),
            at(-52.0, -842.0),
            at(49.0, -823.0),
            at(131.0, -931.0),
            at(274.0, -902.0),
            at(306.0, -803.0),
            at(391.0, -731.0),
            at(352.0, -612.0),
            at(377.0, -503.0),
            at(268.0, -462.0),
            at(184.0, -387.0),
            at(63.0, -421.0),
            at(-48.0, -366.0),
        ],
    },
];

/// Two in the north, two in the south.
pub const KITCHENS: [Pot; 4] = [
    Pot {
        id: "K-1",
        name: "Virgen de la Puerta",
        kind: "comedor_popular",
        address: "Mz. B Lt. 4, Ampliación Los Rosales",
        rations: 120,
        spot: at(-146.0, 188.0),
    },
    Pot {
        id: "K-2",
        name: "Señor de los Milagros",
        kind: "comedor_popular",
        address: "Mz. H Lt. 1, Ampliación Los Rosales",
        rations: 90,
        spot: at(-243.0, -84.0),
    },
    Pot {
        id: "K-3",
        name: "Cocina Familiar 13 de Octubre",
        kind: "olla_comun",
        address: "Mz. A Lt. 12, San Juan de Vista Alegre",
        rations: 100,
        spot: at(104.0, -112.0),
    },
    Pot {
        id: "K-4",
        name: "Manuel Seoane",
        kind: "olla_comun",
        address: "Mz. C Lt. 7, Minas 2000",
        rations: 35,
        spot: at(-128.0, -438.0),
    },
];
