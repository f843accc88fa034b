import { describe, expect, it } from "vitest";

import { columnsText, listed, nothingSaid, positionChoices, query, swapped, withColumn } from "./choice";

const matched = [{ field: "lon", column: "X" }, { field: "lat", column: "Y" }, { field: "persons", column: "gente" }];
const said = nothingSaid("households");

describe("how a file is to be read", () => {
  it("is told to the service only where something was said", () => {
    expect(query(said)).toEqual({ layer: "households", columns: undefined, id_column: undefined, crs: undefined, file_layer: undefined });
    expect(query({ ...said, crs: "EPSG:32718", columns: { lon: "X", lat: "Y" } })).toMatchObject({ crs: "EPSG:32718", columns: "lon=X,lat=Y" });
  });

  it("writes columns as pairs, one of which may leave a field out, and none of which a comma ends early", () => {
    expect(columnsText({})).toBe("");
    expect(columnsText({ persons: "N.º de personas", code: "" })).toBe("persons=N.º de personas,code=");
    expect(columnsText({ address: "Dirección, manzana y lote" })).toBe("address=Dirección  manzana y lote");
    expect(columnsText({ address: "a=b" })).toBe("address=a=b");
  });

  it("names both columns of a position when one changes", () => {
    expect(withColumn(said, matched, "lon", "Este").columns).toEqual({ lon: "Este", lat: "Y" });
    expect(withColumn(withColumn(said, [], "lon", "a"), [], "lat", "b").columns).toEqual({ lon: "a", lat: "b" });
    expect(withColumn(said, [], "lon", "a").columns).toEqual({ lon: "a" });
  });

  it("holds a position in one column or in two", () => {
    const one = withColumn({ ...said, columns: { lon: "X", lat: "Y", persons: "n" } }, matched, "geopoint", "gps");
    expect(one.columns).toEqual({ persons: "n", geopoint: "gps" });
    expect(withColumn(one, [], "lat", "Y").columns).toEqual({ persons: "n", lat: "Y" });
    expect(withColumn(one, [], "geopoint", "").columns).toEqual({ persons: "n" });
  });

  it("swaps longitude and latitude where they are in two columns", () => {
    expect(swapped(said, matched)?.columns).toEqual({ lon: "Y", lat: "X" });
    expect(swapped(said, [{ field: "geopoint", column: "gps" }])).toBeNull();
  });

  it("reads what the service lists", () => {
    expect(positionChoices("lon=_a_longitude,lat=_a_latitude; geopoint=gps")).toEqual([{ lon: "_a_longitude", lat: "_a_latitude" }, { geopoint: "gps" }]);
    expect(positionChoices(undefined)).toEqual([]);
    expect(listed("clave, a, b, gen…")).toEqual(["clave", "a", "b"]);
    expect(listed(3)).toEqual([]);
  });
});
