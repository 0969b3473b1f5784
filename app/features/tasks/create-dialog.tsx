import { useNavigate } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { localInstant } from "../../../server/domain/rentals/zone-time.ts";
import { TASK_KINDS, type TaskKind } from "../../../server/domain/tasks/words.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { machineLane } from "~/lib/outbox/queue-state.ts";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { everySite } from "../sites/sites.queries.ts";
import { type Task, taskPeople } from "./tasks.queries.ts";

const NONE = "";

/** A task by hand. The machine says where it stands and for whom, where no site is chosen. */
export function CreateDialog(props: { open: boolean; onClose: () => void }) {
  const { me, can } = useSession();
  const navigate = useNavigate();
  const [kind, setKind] = createSignal<TaskKind>("PICK_UP");
  const [machine, setMachine] = createSignal("");
  const [siteId, setSiteId] = createSignal(NONE);
  const [toSiteId, setToSiteId] = createSignal(NONE);
  const [due, setDue] = createSignal("");
  const [who, setWho] = createSignal(NONE);
  const [title, setTitle] = createSignal("");
  const [notes, setNotes] = createSignal("");
  const sites = useQuery(() => ({ ...everySite(), enabled: props.open }));
  const people = useQuery(() => ({ ...taskPeople(), enabled: props.open && can("tasks.people") }));
  const known = () => (sites.isPending ? [] : (sites.data ?? []));
  const siteOptions = () => [
    { value: NONE, label: t("tasks.create.noSite") },
    ...known().map(({ id, name, customerName }) => ({
      value: id,
      label: customerName ? `${name} · ${customerName}` : name,
    })),
  ];
  const zone = () => known().find(({ id }) => id === siteId())?.timeZone ?? me().organization.timeZone;
  const moves = () => kind() === "TRANSPORT" || kind() === "PICK_UP";
  const outbox = useOutbox();
  const begin = () => {
    for (const set of [setMachine, setSiteId, setToSiteId, setDue, setWho, setTitle, setNotes]) set("");
    outbox.reset();
  };
  const submit = async () => {
    if (outbox.busy()) return;
    const humanId = machine().trim().toUpperCase() || null;
    const input = {
      kind: kind(),
      humanId,
      siteId: siteId() || null,
      toSiteId: moves() ? toSiteId() || null : null,
      dueAt: due() ? (localInstant(due(), zone())?.toISOString() ?? null) : null,
      assigneeUserId: who() || null,
      title: title().trim() || null,
      notes: notes().trim() || null,
    };
    const fate = await outbox.send({
      procedure: "tasks.create",
      lane: humanId ? machineLane(humanId) : `task:${crypto.randomUUID()}`,
      label: humanId ?? input.title ?? t(`tasks.kind.${kind()}`),
      input,
      said: t("tasks.create.done"),
    });
    if (!fate || fate.kind === "asks") return;
    props.onClose();
    begin();
    if (fate.kind === "accepted") navigate(`/tasks/${(fate.result as Task).id}`);
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("tasks.create.title")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button variant="primary" busy={outbox.busy()} onClick={() => void submit()}>
            {t("tasks.create.send")}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <div class="overflow-x-auto">
          <SegmentedControl
            label={t("tasks.create.kind")}
            options={TASK_KINDS.map((value) => ({ value, label: t(`tasks.kind.${value}`) }))}
            value={kind()}
            onChange={setKind}
          />
        </div>
        <TextField
          label={t("tasks.create.machine")}
          hint={t("tasks.create.machineHint")}
          optional
          autocomplete="off"
          autocapitalize="characters"
          maxLength={40}
          value={machine()}
          onInput={(event) => setMachine(event.currentTarget.value)}
        />
        <Select label={t("tasks.create.site")} options={siteOptions()} value={siteId()} onChange={setSiteId} />
        <Show when={moves()}>
          <Select label={t("tasks.create.to")} options={siteOptions()} value={toSiteId()} onChange={setToSiteId} />
        </Show>
        <TextField
          type="datetime-local"
          label={t("tasks.create.due")}
          hint={zone()}
          optional
          value={due()}
          onInput={(event) => setDue(event.currentTarget.value)}
        />
        <Show when={can("tasks.people")}>
          <Select
            label={t("tasks.plan.who")}
            options={[
              { value: NONE, label: t("tasks.plan.nobody") },
              ...(people.isPending ? [] : (people.data?.items ?? [])).map(({ userId, name }) => ({
                value: userId,
                label: name,
              })),
            ]}
            value={who()}
            onChange={setWho}
          />
        </Show>
        <TextField
          label={t("tasks.create.name")}
          optional
          maxLength={160}
          value={title()}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <TextArea
          label={t("tasks.create.notes")}
          optional
          maxLength={2000}
          value={notes()}
          onInput={(event) => setNotes(event.currentTarget.value)}
        />
        <Show when={outbox.failure()}>
          {(failure) => (
            <p role="alert" class="text-sm font-medium text-red">
              {errorSentence(failure(), t)}
            </p>
          )}
        </Show>
      </div>
    </Dialog>
  );
}
