import { say } from "../words/words";

export function CoveragePanel() {
  return <p>{say("panel-coverage")}</p>;
}
