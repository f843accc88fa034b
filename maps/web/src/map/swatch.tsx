/** The sign of a layer of the style, drawn as the map draws it. */

import { useEffect, useRef } from "preact/hooks";

import { circle } from "./drawing";
import { drawnBy, sampleOf } from "./legend-sample";
import type { Style, StyleLayer } from "./style";

const WIDTH = 30;
const HEIGHT = 24;

function draw(pen: CanvasRenderingContext2D, style: Style, layer: StyleLayer, kitchen: string): void {
  const sample = sampleOf(layer, kitchen);
  pen.clearRect(0, 0, WIDTH, HEIGHT);
  for (const drawn of drawnBy(style, layer, sample)) {
    if (drawn.kind === "circle") {
      const large = drawn.number("circle-radius", sample);
      circle(pen, drawn, sample, { x: WIDTH / 2, y: HEIGHT / 2 }, large < 5 ? 1.6 : 1, large > 9 ? 9 : undefined);
      continue;
    }
    pen.beginPath();
    if (drawn.kind === "fill") {
      pen.rect(3, 4, WIDTH - 6, HEIGHT - 8);
      pen.globalAlpha = Math.max(0.35, drawn.number("fill-opacity", sample));
      pen.fillStyle = drawn.text("fill-color", sample);
      pen.fill();
    } else {
      pen.moveTo(3, HEIGHT / 2);
      pen.lineTo(WIDTH - 3, HEIGHT / 2);
      pen.globalAlpha = Math.max(0.8, drawn.number("line-opacity", sample));
      pen.strokeStyle = drawn.text("line-color", sample);
      pen.lineWidth = Math.max(1.5, drawn.number("line-width", sample));
      pen.stroke();
    }
  }
}

export function Swatch({ style, layer }: { readonly style: Style; readonly layer: StyleLayer }) {
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const ratio = Math.min(2, Math.max(1, globalThis.devicePixelRatio));
    const paper = element.current;
    const pen = paper?.getContext("2d");
    if (!paper || !pen) return;
    Object.assign(paper, { width: WIDTH * ratio, height: HEIGHT * ratio });
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(pen, style, layer, style.coloured ?? "");
  }, [style, layer]);
  return <canvas ref={element} style={{ width: `${WIDTH}px`, height: `${HEIGHT}px` }} aria-hidden="true" />;
}
