import { createEffect, createSignal, on, Show } from "solid-js";
import { WORKSHOPS, type Workshop } from "../../../server/domain/maintenance/words.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import type { Work } from "./maintenance.queries.ts";

/** Asks where the work is done before it begins: in the workshop the machine can not go out. */
export function StartWorkDialog(props: { work: Work | null; onClose: () => void }) {
  const [where, setWhere] = createSignal<Workshop>("WORKSHOP");
  const start = createOperation({
    send: (input: { workId: string; workshop: Workshop }, sent) =>
      client.maintenance.start.mutate({ ...input, ...sent }),
    onDone: async () => {
      toast.success(t("maintenance.start.done"));
      props.onClose();
      await Promise.all([trpc.maintenance.invalidate(), trpc.assets.invalidate()]);
    },
  });
  createEffect(
    on(
      () => props.work,
      (work) => {
        if (!work) return;
        setWhere(work.workshop ?? (work.machine?.status === "ON_RENT" ? "ON_SITE" : "WORKSHOP"));
        start.reset();
      },
    ),
  );
  return (
    <Dialog
      open={props.work !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("maintenance.start.title")}
      description={t("maintenance.start.hint")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button
            variant="primary"
            busy={start.isPending}
            onClick={() => props.work && start.mutate({ workId: props.work.id, workshop: where() })}
          >
            {t("maintenance.start.send")}
          </Button>
        </>
      }
    >
      <SegmentedControl
        label={t("maintenance.start.where")}
        options={WORKSHOPS.map((value) => ({ value, label: t(`maintenance.workshop.${value}`) }))}
        value={where()}
        onChange={setWhere}
      />
      <Show when={start.isError}>
        <p role="alert" class="mt-3 text-sm font-medium text-red">
          {errorSentence(start.error, t)}
        </p>
      </Show>
    </Dialog>
  );
}
