import { useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Plus from "lucide-solid/icons/plus";
import Wrench from "lucide-solid/icons/wrench";
import { createSignal, onCleanup, Show } from "solid-js";
import { MAX_COLUMN } from "../../../server/domain/maintenance/schema.ts";
import {
  MAINTENANCE_KINDS,
  MAINTENANCE_STATES,
  type MaintenanceState,
} from "../../../server/domain/maintenance/words.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Board } from "~/ui/board.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import { type Work, workBoard } from "./maintenance.queries.ts";
import { ReportedFaults } from "./reported-faults.tsx";
import { WorkCard } from "./work-card.tsx";
import { WorkSheet } from "./work-sheet.tsx";
import { workName } from "./work-words.ts";

const CompleteWorkDialog = lazyPart(
  async () => (await import("./complete-work-dialog.tsx")).CompleteWorkDialog,
  ({ work }) => work,
);
const CreateWorkDialog = lazyPart(
  async () => (await import("./create-work-dialog.tsx")).CreateWorkDialog,
  ({ open }) => open,
);
const DeferWorkDialog = lazyPart(
  async () => (await import("./defer-work-dialog.tsx")).DeferWorkDialog,
  ({ work }) => work,
);
const PlanWorkDialog = lazyPart(
  async () => (await import("./plan-work-dialog.tsx")).PlanWorkDialog,
  ({ work }) => work,
);
const StartWorkDialog = lazyPart(
  async () => (await import("./start-work-dialog.tsx")).StartWorkDialog,
  ({ work }) => work,
);

const HORIZONS = ["14", "30", "90"] as const;
type Step = "plan" | "start" | "complete" | "defer";

const NEXT: Record<MaintenanceState, readonly MaintenanceState[]> = {
  OPEN: ["PLANNED", "IN_WORK", "DONE"],
  PLANNED: ["OPEN", "IN_WORK", "DONE"],
  IN_WORK: ["DONE"],
  DONE: [],
};

/** Services and repairs from what falls due to what is done. */
export function MaintenancePage() {
  const { can } = useSession();
  const [search, setSearch] = useSearchParams<{ days?: string; kind?: string }>();
  const [now, setNow] = createSignal(new Date());
  const clock = setInterval(() => setNow(new Date()), 60_000);
  onCleanup(() => clearInterval(clock));
  const horizon = () => HORIZONS.find((days) => days === search.days) ?? "30";
  const kind = () => MAINTENANCE_KINDS.find((word) => word === search.kind);
  const board = useQuery(() => workBoard({ horizonDays: Number(horizon()), ...(kind() ? { kind: kind()! } : {}) }));
  const [opened, setOpened] = createSignal<Work | null>(null);
  const [step, setStep] = createSignal<{ step: Step; work: Work } | null>(null);
  const [creating, setCreating] = createSignal(false);
  const at = (wanted: Step) => (step()?.step === wanted ? step()!.work : null);
  const close = () => setStep(null);
  const begin = (wanted: Step, work: Work) => {
    setOpened(null);
    setStep({ step: wanted, work });
  };
  const unplan = createOperation({
    send: (workId: string, sent) => client.maintenance.plan.mutate({ workId, plannedFor: null, ...sent }),
    onDone: () => trpc.maintenance.invalidate(),
  });
  const onMove = (work: Work, to: MaintenanceState) => {
    if (to === "PLANNED") begin("plan", work);
    else if (to === "IN_WORK") begin("start", work);
    else if (to === "DONE") begin("complete", work);
    else unplan.mutate(work.id, { onError: (error: unknown) => toast.error(errorSentence(error, t)) });
  };
  const actions = (work: Work) => (
    <Show when={can("maintenance.plan") && work.state !== "DONE"}>
      <Show when={work.state !== "IN_WORK"}>
        <Button variant="ghost" onClick={() => begin("defer", work)}>
          {t("maintenance.action.defer")}
        </Button>
        <Button onClick={() => begin("plan", work)}>{t("maintenance.action.plan")}</Button>
      </Show>
      <Show
        when={work.state === "IN_WORK"}
        fallback={
          <Button variant="primary" onClick={() => begin("start", work)}>
            {t("maintenance.action.start")}
          </Button>
        }
      >
        <Button variant="primary" onClick={() => begin("complete", work)}>
          {t("maintenance.action.complete")}
        </Button>
      </Show>
    </Show>
  );
  return (
    <>
      <PageHeader
        title={t("maintenance.title")}
        description={t("maintenance.hint")}
        actions={
          <Show when={can("maintenance.create")}>
            <Button variant="primary" onClick={() => setCreating(true)}>
              <Plus aria-hidden="true" />
              {t("maintenance.new")}
            </Button>
          </Show>
        }
      />
      <div class="mb-4 flex flex-wrap items-center gap-3">
        <SegmentedControl
          label={t("maintenance.horizon.label")}
          options={HORIZONS.map((days) => ({ value: days, label: t(`maintenance.horizon.d${days}`) }))}
          value={horizon()}
          onChange={(days) => setSearch({ days: days === "30" ? null : days }, { replace: true })}
        />
        <Select
          class="w-44"
          label={t("maintenance.filter.kind")}
          labelHidden
          options={[
            { value: "", label: t("maintenance.filter.any") },
            ...MAINTENANCE_KINDS.map((value) => ({ value: value as string, label: t(`maintenance.kind.${value}`) })),
          ]}
          value={kind() ?? ""}
          onChange={(value) => setSearch({ kind: value || null }, { replace: true })}
        />
      </div>
      <Loaded query={board}>
        {(data) => (
          <>
            <Show when={data().faults.items.length > 0}>
              <ReportedFaults faults={data().faults} />
            </Show>
            <Show
              when={MAINTENANCE_STATES.some((state) => data()[state].items.length > 0)}
              fallback={
                <Card flush>
                  <EmptyState
                    icon={<Wrench />}
                    title={t("maintenance.empty.title")}
                    hint={t("maintenance.empty.hint")}
                  />
                </Card>
              }
            >
              <Board
                label={t("maintenance.title")}
                columns={MAINTENANCE_STATES.map((state) => ({
                  id: state,
                  title: t(`maintenance.state.${state}`),
                  items: data()[state].items,
                  note: data()[state].truncated ? t("maintenance.truncated", { count: String(MAX_COLUMN) }) : null,
                }))}
                itemId={(work) => work.id}
                itemName={(work) => `${work.humanId ?? ""} ${workName(work)}`}
                targets={(work) => (can("maintenance.plan") ? NEXT[work.state] : [])}
                onMove={onMove}
                moveLabel={(name) => t("maintenance.action.move", { name })}
                emptyText={t("maintenance.empty.column")}
                card={(work) => <WorkCard work={work} now={now()} onOpen={() => setOpened(work)} />}
              />
            </Show>
          </>
        )}
      </Loaded>
      <WorkSheet work={opened()} onClose={() => setOpened(null)} actions={actions} />
      <PlanWorkDialog work={at("plan")} onClose={close} />
      <StartWorkDialog work={at("start")} onClose={close} />
      <CompleteWorkDialog work={at("complete")} onClose={close} />
      <DeferWorkDialog work={at("defer")} onClose={close} />
      <CreateWorkDialog open={creating()} onClose={() => setCreating(false)} />
    </>
  );
}
