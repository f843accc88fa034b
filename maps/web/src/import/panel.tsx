import { say } from "../words/words";

export function ImportPanel() {
  return <p>{say("panel-import")}</p>;
}
