/** The tile makers where workers cannot draw. */

import { BasemapMaker } from "./basemap-maker";
import { TileMaker, type Canvas } from "./tile-maker";

function canvas(width: number, height: number): Canvas {
  const paper = document.createElement("canvas");
  Object.assign(paper, { width, height });
  const pen = paper.getContext("2d");
  if (!pen) throw new Error("no canvas");
  return { pen, picture: () => createImageBitmap(paper) };
}

export const onPage = { maker: new TileMaker(canvas), basemap: new BasemapMaker(canvas) };
