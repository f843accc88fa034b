import { defineConfig } from "vitest/config";

export default defineConfig({
  // One Chromium at a time: two would wait for each other on a small machine.
  test: { include: ["*.test.ts"], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } },
});
