/** Zooming, everything in view, and where north is. */

import { doing } from "../parts/notices";
import { say } from "../words/words";
import type { Board } from "./board";

export function MapButtons({ board }: { readonly board: Board }) {
  return (
    <div class="map-buttons">
      <button aria-label={say("map-zoom-in")} title={say("map-zoom-in")} onClick={() => board.map.zoomIn()}>
        <span aria-hidden="true">+</span>
      </button>
      <button aria-label={say("map-zoom-out")} title={say("map-zoom-out")} onClick={() => board.map.zoomOut()}>
        <span aria-hidden="true">−</span>
      </button>
      <button aria-label={say("map-everything")} title={say("map-everything")} onClick={() => void doing(() => board.showAll())}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" fill="none" stroke="currentColor" stroke-width="2" />
          <circle cx="10" cy="10" r="2.5" fill="currentColor" />
        </svg>
      </button>
      <span class="map-north" role="img" aria-label={say("map-north")} title={say("map-north")}>
        <svg viewBox="0 0 20 28" width="18" height="26" aria-hidden="true">
          <path d="M10 1 16 15 10 11.5 4 15Z" fill="currentColor" />
          <text x="10" y="27" text-anchor="middle" font-size="11" font-weight="700" fill="currentColor">N</text>
        </svg>
      </span>
    </div>
  );
}
