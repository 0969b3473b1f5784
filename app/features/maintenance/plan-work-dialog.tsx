import { useQuery } from "@tanstack/solid-query";
import { createEffect, createSignal, on, Show } from "solid-js";
import { WORKSHOPS, type Workshop } from "../../../server/domain/maintenance/words.ts";
import { localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
import type { RouterInputs } from "~/lib/app-router.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation, type Sent } from "../tasks/create-operation.ts";
import { taskPeople } from "../tasks/tasks.queries.ts";
import type { Work } from "./maintenance.queries.ts";
import { workName } from "./work-words.ts";

const NOBODY = "";

/** When, where and by whom a piece of work is done. */
export function PlanWorkDialog(props: { work: Work | null; onClose: () => void }) {
  const { me } = useSession();
  const [shown, setShown] = createSignal<Work | null>(null);
  const [when, setWhen] = createSignal("");
  const [where, setWhere] = createSignal<Workshop>("WORKSHOP");
  const [who, setWho] = createSignal(NOBODY);
  const [tried, setTried] = createSignal(false);
  const zone = () => shown()?.timeZone ?? me().organization.timeZone;
  const people = useQuery(() => ({ ...taskPeople(), enabled: props.work !== null }));
  const save = createOperation({
    send: (input: Omit<RouterInputs["maintenance"]["plan"], keyof Sent>, sent) =>
      client.maintenance.plan.mutate({ ...input, ...sent }),
    onDone: async () => {
      toast.success(t("maintenance.plan.done"));
      props.onClose();
      await trpc.maintenance.invalidate();
    },
  });
  createEffect(
    on(
      () => props.work,
      (work) => {
        if (!work) return;
        setShown(work);
        setTried(false);
        setWhen(
          work.plannedFor ? localText(new Date(work.plannedFor), work.timeZone ?? me().organization.timeZone) : "",
        );
        setWhere(work.workshop ?? (work.machine?.status === "ON_RENT" ? "ON_SITE" : "WORKSHOP"));
        setWho(work.technicianUserId ?? NOBODY);
        save.reset();
      },
    ),
  );
  const at = () => localInstant(when(), zone());
  const submit = () => {
    setTried(true);
    const [work, plannedFor] = [shown(), at()];
    if (!work || !plannedFor) return;
    save.mutate({
      workId: work.id,
      plannedFor: plannedFor.toISOString(),
      workshop: where(),
      technicianUserId: who() || null,
    });
  };
  return (
    <Dialog
      open={props.work !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("maintenance.plan.title")}
      description={shown() ? `${shown()!.humanId ?? ""} · ${workName(shown()!)}` : ""}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button variant="primary" busy={save.isPending} onClick={submit}>
            {t("maintenance.plan.save")}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <TextField
          type="datetime-local"
          label={t("maintenance.plan.day")}
          hint={t("maintenance.plan.zone", { zone: zone() })}
          value={when()}
          error={tried() && !at() ? t("maintenance.plan.bad") : null}
          onInput={(event) => setWhen(event.currentTarget.value)}
        />
        <SegmentedControl
          label={t("maintenance.plan.where")}
          options={WORKSHOPS.map((value) => ({ value, label: t(`maintenance.workshop.${value}`) }))}
          value={where()}
          onChange={setWhere}
        />
        <Select
          label={t("maintenance.plan.who")}
          options={[
            { value: NOBODY, label: t("maintenance.plan.nobody") },
            ...(people.isPending ? [] : (people.data?.items ?? [])).map(({ userId, name }) => ({
              value: userId,
              label: name,
            })),
          ]}
          value={who()}
          onChange={setWho}
        />
        <Show when={save.isError}>
          <p role="alert" class="text-sm font-medium text-red">
            {errorSentence(save.error, t)}
          </p>
        </Show>
      </div>
    </Dialog>
  );
}
