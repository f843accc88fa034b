import { PbfWriter } from "pbf";
import { describe, expect, it } from "vitest";

import { drawnOf, partOf } from "./basemap-drawing";
import { decode } from "./decoded";

type Corners = readonly (readonly [number, number])[];

const EXTENT = 4096;

/** The commands of a vector tile: go to the first corner, draw to the others, and close a ring. */
function commands(corners: Corners, ring: boolean): number[] {
  const written = [9];
  let [x, y] = [0, 0];
  corners.forEach((corner, at) => {
    if (at === 1) written.push(((corners.length - 1) << 3) | 2);
    for (const step of [corner[0] - x, corner[1] - y]) written.push((step << 1) ^ (step >> 31));
    [x, y] = corner;
  });
  return ring ? [...written, 15] : written;
}

function layer(name: string, kind: string, type: 2 | 3, features: readonly Corners[]): (_: null, pbf: PbfWriter) => void {
  return (_, pbf) => {
    pbf.writeVarintField(15, 2);
    pbf.writeStringField(1, name);
    for (const corners of features) {
      pbf.writeMessage(2, (_of, feature) => {
        feature.writePackedVarint(2, [0, 0]);
        feature.writeVarintField(3, type);
        feature.writePackedVarint(4, commands(corners, type === 3));
      }, null);
    }
    pbf.writeStringField(3, "kind");
    pbf.writeMessage(4, (_of, value) => value.writeStringField(1, kind), null);
    pbf.writeVarintField(5, EXTENT);
  };
}

function tile(): ArrayBuffer {
  const pbf = new PbfWriter();
  pbf.writeMessage(3, layer("roads", "highway", 2, [[[0, 1024], [4096, 1024]]]), null);
  pbf.writeMessage(3, layer("water", "ocean", 3, [[[0, 2048], [1024, 2048], [1024, 4096], [0, 4096]]]), null);
  return new Uint8Array(pbf.finish()).buffer;
}

const whole = { times: 1, column: 0, row: 0 };
const kinds = (part: typeof whole) => drawnOf(decode(tile()), part).map(([, feature]) => feature.properties["kind"]);

describe("a tile of a background", () => {
  it("is unpacked, with a side of 1", () => {
    const decoded = decode(tile());
    expect([...decoded.keys()]).toEqual(["roads", "water"]);
    expect(decoded.get("roads")).toEqual([{ kind: "line", properties: { kind: "highway" }, parts: [[{ x: 0, y: 0.25 }, { x: 1, y: 0.25 }]] }]);
    expect(decoded.get("water")?.[0]).toMatchObject({ kind: "polygon", properties: { kind: "ocean" } });
  });
  it("is drawn from the lowest up", () => {
    expect(kinds(whole)).toEqual(["ocean", "highway"]);
  });
  it("is drawn in parts with what is in them", () => {
    expect(kinds({ times: 4, column: 0, row: 3 })).toEqual(["ocean"]);
    expect(kinds({ times: 4, column: 3, row: 1 })).toEqual(["highway"]);
    expect(kinds({ times: 4, column: 3, row: 0 })).toEqual(["highway"]);
    expect(kinds({ times: 4, column: 3, row: 3 })).toEqual([]);
  });
});

describe("where the tiles of an archive end", () => {
  it("parts of the deepest are drawn larger", () => {
    expect(partOf({ z: 16, x: 18763, y: 34974 }, 14)).toEqual({ tile: { z: 14, x: 4690, y: 8743 }, part: { times: 4, column: 3, row: 2 } });
  });
  it("and before, whole ones", () => {
    expect(partOf({ z: 13, x: 5, y: 6 }, 14)).toEqual({ tile: { z: 13, x: 5, y: 6 }, part: whole });
  });
});
