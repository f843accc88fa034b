/** Asks this page's own service, and nobody else. */

import { locale, say } from "../words/words";
import { headersFor, takeAhead } from "./ahead";

/** What the service, or the way to it, refused: words for the person, in their language. */
export class Problem extends Error {
  constructor(
    message: string,
    /** 0 where no answer came. */
    readonly status: number,
    /** The last part of the problem's `type`; "" where no answer came. */
    readonly code: string,
    /** All members of the problem. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export interface Asked {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE" | "OPTIONS";
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is; the browser knows its type. */
  readonly body?: BodyInit;
  /** Of `json` or `body`, where it is not `application/json`. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** A path with a query, in which what is undefined is left out. */
export function address(path: string, query: Asked["query"] = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** The query for a table that a spreadsheet opens: it reads the accents, and runs nothing that somebody typed. */
export const FOR_SHEETS = { f: "csv", excel: "true" };

/** The JSON of an answer. Throws {@link Problem}, and an `AbortError` where its signal says so. */
export async function ask<T>(path: string, asked: Asked = {}): Promise<T> {
  const ahead = asked.method === undefined ? await takeAhead(address(path, asked.query), locale.peek()) : undefined;
  return (ahead ?? (await (await send(path, asked)).json())) as T;
}

/** An answer that is not an error. */
export async function send(path: string, { method = "GET", query, json, body, type, headers, signal }: Asked): Promise<Response> {
  const content = json === undefined ? body : JSON.stringify(json);
  const mediaType = type ?? (json === undefined ? undefined : "application/json");
  let answer: Response;
  try {
    answer = await fetch(address(path, query), {
      method,
      headers: { ...headersFor(locale.peek()), ...(mediaType === undefined ? {} : { "Content-Type": mediaType }), ...headers },
      ...(content === undefined ? {} : { body: content }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(say("service-unreached"), 0, "");
  }
  if (answer.ok) return answer;
  const members = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (name: string): string => (typeof members[name] === "string" ? members[name] : "");
  throw new Problem(text("detail") || text("title") || say("service-refused", { status: answer.status }), answer.status, text("type").split("/").pop() ?? "", members);
}
