/** All words at once, as tests want them. */

import { learn } from "./words";

learn(import.meta.glob<string>("../../locales/*/*.ftl", { query: "?raw", import: "default", eager: true }));
