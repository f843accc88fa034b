/** Until the program carries the page itself: maps/web/dist in front of a service. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const dist = process.env["CERCANIA_PAGE"] ?? join(import.meta.dirname, "../../maps/web/dist");
const TYPES: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'";

export async function front(service: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? "/";
      const page = path === "/" && (request.headers.accept ?? "").includes("text/html");
      if (page || path.startsWith("/map/")) {
        const name = page ? "index.html" : path.slice(5);
        const type = TYPES[extname(name)] ?? "application/octet-stream";
        response.writeHead(200, { "Content-Type": type, "Content-Encoding": "br", "Content-Security-Policy": POLICY });
        response.end(await readFile(join(dist, `${name}.br`)));
        return;
      }
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === "string" && !["host", "connection", "content-length", "accept-encoding"].includes(name) ? [[name, name === "origin" ? service : value] as [string, string]] : [],
      );
      const body = parts.length > 0 ? Buffer.concat(parts) : undefined;
      const answer = await fetch(service + path, { method: request.method ?? "GET", headers, redirect: "manual", ...(body ? { body } : {}) });
      response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => !["content-encoding", "content-length", "transfer-encoding", "connection"].includes(name))));
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
