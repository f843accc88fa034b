import { say } from "../words/words";

export function AssignPanel() {
  return <p>{say("panel-assign")}</p>;
}
