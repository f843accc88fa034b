import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Writes FILE.br beside every text that the service sends, so that it need not compress it for each reader. */
function brotli(): Plugin {
  return {
    name: "brotli",
    apply: "build",
    writeBundle({ dir }) {
      const folder = dir ?? "dist";
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!/\.(?:html|js|css|svg)$/u.test(name)) continue;
        const file = join(folder, name);
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
      }
    },
  };
}

/** The first script is small and asks for the page's own: the browser is told at once of that, of what it needs, and of its styles. */
function nextAtOnce(): Plugin {
  return {
    name: "next-at-once",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle, chunk }) {
        const link = (file: string, attrs: Record<string, string>) => ({ tag: "link", attrs: { ...attrs, href: `/map/${file}` }, injectTo: "head" as const });
        return (chunk?.dynamicImports ?? []).flatMap((file) => {
          const next = bundle?.[file];
          if (next?.type !== "chunk") return [];
          const scripts = [file, ...next.imports.filter((name) => name !== chunk?.fileName)];
          const styles = [...(next.viteMetadata?.importedCss ?? [])];
          return [
            // Fetched only: a `modulepreload` is read through as well, before the first script runs.
            ...scripts.map((script) => link(script, { rel: "preload", as: "script", crossorigin: "" })),
            ...styles.map((style) => link(style, { rel: "stylesheet", crossorigin: "" })),
          ];
        });
      },
    },
  };
}

/** A build that warns fails. */
function strict(): Plugin {
  return {
    name: "strict",
    apply: "build",
    configResolved({ logger }) {
      logger.warn = logger.warnOnce = (words) => {
        throw new Error(words);
      };
    },
  };
}

/** A running service for `npm run dev`; the built page is served by the service itself. */
const service = process.env["CERCANIA_URL"] ?? "http://127.0.0.1:8080";
const paths = [
  "collections", "tiles", "styles", "nearest", "assignments", "what-if", "edits", "reports", "imports", "settings", "health", "basemap", "style.css",
];

export default defineConfig({
  base: "/map/",
  plugins: [nextAtOnce(), brotli(), strict()],
  // As a page of the service's own, which alone may write.
  // OPTIONS, too, is the service's to answer.
  server: { cors: false, proxy: Object.fromEntries(paths.map((path) => [`/${path}`, { target: service, changeOrigin: true, headers: { origin: service } }])) },
  build: {
    target: "es2022",
    assetsDir: "",
    modulePreload: { polyfill: false },
    sourcemap: false,
    // A slow machine is nothing wrong with the page.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  worker: { format: "es" },
  test: { include: ["src/**/*.test.ts"], setupFiles: ["src/words/all.ts"] },
});
