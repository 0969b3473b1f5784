import { Match, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { Card } from "~/ui/card.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { type Subject, subjectOf } from "./subject-of.ts";

const always = () => true;
const MachineTruth = lazyPart(async () => (await import("./truth-machine.tsx")).MachineTruth, always);
const TaskTruth = lazyPart(async () => (await import("./truth-task.tsx")).TaskTruth, always);
const InspectionTruth = lazyPart(async () => (await import("./truth-inspection.tsx")).InspectionTruth, always);
const RentalTruth = lazyPart(async () => (await import("./truth-rental.tsx")).RentalTruth, always);
const WorkTruth = lazyPart(async () => (await import("./truth-work.tsx")).WorkTruth, always);

/** What the entry is about, as the server knows it at this moment, to be held beside what was entered. */
export function TruthCard(props: { entry: OutboxEntry }) {
  const subject = () => subjectOf(props.entry);
  const of = <K extends Subject["kind"]>(kind: K) => {
    const found = subject();
    return found.kind === kind ? (found as Extract<Subject, { kind: K }>) : null;
  };
  return (
    <Card title={t("outbox.entry.now")}>
      <Switch fallback={<p class="text-muted">{t("outbox.entry.nowNothing")}</p>}>
        <Match when={of("files")}>
          <p class="text-muted">{t("outbox.entry.lateHint")}</p>
        </Match>
        <Match when={of("machine")}>{(found) => <MachineTruth entry={props.entry} humanId={found().humanId} />}</Match>
        <Match when={of("task")}>{(found) => <TaskTruth taskId={found().taskId} />}</Match>
        <Match when={of("inspection")}>
          {(found) => <InspectionTruth rentalId={found().rentalId} step={found().step} />}
        </Match>
        <Match when={of("rental")}>{(found) => <RentalTruth id={found().id} />}</Match>
        <Match when={of("work")}>{(found) => <WorkTruth workId={found().workId} />}</Match>
      </Switch>
    </Card>
  );
}
