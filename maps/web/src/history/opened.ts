/** Whether the latest changes are being looked at. */

import { signal } from "@preact/signals";

export const opened = signal(false);
