/** What Chromium printed. */

/** How many sheets a PDF has. */
export const pages = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
