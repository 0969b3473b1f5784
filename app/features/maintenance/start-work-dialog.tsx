import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { WORKSHOPS, type Workshop } from "../../../server/domain/maintenance/words.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import type { Work } from "./maintenance.queries.ts";
import { laneOfWork, workName } from "./work-words.ts";

/** Asks where the work is done before it begins: in the workshop the machine can not go out. */
export function StartWorkDialog(props: { work: Work | null; onClose: () => void }) {
  const [where, setWhere] = createSignal<Workshop>("WORKSHOP");
  const outbox = useOutbox();
  const opened = createMemo(() => props.work?.id);
  const submit = async () => {
    const { work } = props;
    if (!work || outbox.busy()) return;
    const fate = await outbox.send({
      procedure: "maintenance.start",
      lane: laneOfWork(work),
      label: work.humanId ?? workName(work),
      input: { workId: work.id, workshop: where() },
      said: t("maintenance.start.done"),
    });
    if (fate && fate.kind !== "asks") props.onClose();
  };
  createEffect(
    on(opened, () => {
      const { work } = props;
      if (!work) return;
      setWhere(work.workshop ?? (work.machine?.status === "ON_RENT" ? "ON_SITE" : "WORKSHOP"));
      outbox.reset();
    }),
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
          <Button variant="primary" busy={outbox.busy()} onClick={() => void submit()}>
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
      <Show when={outbox.failure()}>
        {(failure) => (
          <p role="alert" class="mt-3 text-sm font-medium text-red">
            {errorSentence(failure(), t)}
          </p>
        )}
      </Show>
    </Dialog>
  );
}
