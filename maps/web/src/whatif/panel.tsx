import { say } from "../words/words";

export function WhatIfPanel() {
  return <p>{say("panel-what-if")}</p>;
}
