import { createEffect, createSignal, on, Show } from "solid-js";
import { SEVERITIES, type Severity } from "../../../server/domain/inspections/words.ts";
import { MAINTENANCE_KINDS, type MaintenanceKind } from "../../../server/domain/maintenance/words.ts";
import { localInstant } from "../../../server/domain/rentals/zone-time.ts";
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
import { hoursOf } from "../tasks/fuel-unit.ts";

/** A service or a repair by hand. */
export function CreateWorkDialog(props: { open: boolean; onClose: () => void }) {
  const { me } = useSession();
  const [machine, setMachine] = createSignal("");
  const [kind, setKind] = createSignal<MaintenanceKind>("REPAIR");
  const [service, setService] = createSignal("");
  const [severity, setSeverity] = createSignal<Severity>("MAJOR");
  const [hours, setHours] = createSignal("");
  const [day, setDay] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const create = createOperation({
    send: (input: Omit<RouterInputs["maintenance"]["create"], keyof Sent>, sent) =>
      client.maintenance.create.mutate({ ...input, ...sent }),
    onDone: async () => {
      toast.success(t("maintenance.create.done"));
      props.onClose();
      await trpc.maintenance.invalidate();
    },
  });
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        setTried(false);
        setService("");
        create.reset();
      },
    ),
  );
  const dueAt = () => (day() ? localInstant(`${day()}T12:00`, me().organization.timeZone) : null);
  const noDue = () => kind() === "SERVICE" && hoursOf(hours()) == null && !dueAt();
  const submit = () => {
    setTried(true);
    if (machine().trim() === "" || service().trim().length < 2 || noDue()) return;
    create.mutate({
      humanId: machine().trim().toUpperCase(),
      kind: kind(),
      service: service().trim(),
      severity: kind() === "REPAIR" ? severity() : null,
      dueAtHours: hoursOf(hours()) ?? null,
      dueAt: dueAt()?.toISOString() ?? null,
    });
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("maintenance.create.title")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button variant="primary" busy={create.isPending} onClick={submit}>
            {t("maintenance.create.send")}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <SegmentedControl
          label={t("maintenance.create.kind")}
          options={MAINTENANCE_KINDS.map((value) => ({ value, label: t(`maintenance.kind.${value}`) }))}
          value={kind()}
          onChange={setKind}
        />
        <TextField
          label={t("maintenance.create.machine")}
          hint={t("maintenance.create.machineHint")}
          autocomplete="off"
          autocapitalize="characters"
          maxLength={40}
          value={machine()}
          error={tried() && machine().trim() === "" ? t("maintenance.create.machineHint") : null}
          onInput={(event) => setMachine(event.currentTarget.value)}
        />
        <TextField
          label={t("maintenance.create.service")}
          maxLength={160}
          value={service()}
          error={tried() && service().trim().length < 2 ? t("maintenance.defer.short") : null}
          onInput={(event) => setService(event.currentTarget.value)}
        />
        <Show
          when={kind() === "SERVICE"}
          fallback={
            <Select
              label={t("maintenance.create.severity")}
              options={SEVERITIES.map((value) => ({ value, label: t(`inspections.severity.${value}`) }))}
              value={severity()}
              onChange={setSeverity}
            />
          }
        >
          <div class="grid grid-cols-2 gap-4">
            <TextField
              label={t("maintenance.create.dueHours")}
              optional
              inputmode="decimal"
              suffix="h"
              value={hours()}
              error={tried() && noDue() ? t("maintenance.create.needDue") : null}
              onInput={(event) => setHours(event.currentTarget.value)}
            />
            <TextField
              type="date"
              label={t("maintenance.create.dueDay")}
              optional
              value={day()}
              onInput={(event) => setDay(event.currentTarget.value)}
            />
          </div>
        </Show>
        <Show when={create.isError}>
          <p role="alert" class="text-sm font-medium text-red">
            {errorSentence(create.error, t)}
          </p>
        </Show>
      </div>
    </Dialog>
  );
}
