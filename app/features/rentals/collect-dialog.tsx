import { createSignal, Show } from "solid-js";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
import { PhotoPicker } from "~/features/media/photo-picker.tsx";
import { createPhotoSet } from "~/features/media/photo-set.ts";
import { fuelUnit, litresOf } from "~/features/tasks/fuel-unit.ts";
import { t } from "~/lib/i18n.ts";
import { machineLane } from "~/lib/outbox/queue-state.ts";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { useSession } from "~/lib/session.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { StepDialog } from "./step-dialog.tsx";
import type { StepProps } from "./step-dialogs.tsx";
import { readHours } from "./transfer-dialog.tsx";
import { createYardChoice, YardSelect } from "./yard-select.tsx";

type Overall = "OK" | "WORN" | "DAMAGED";

/** The machine is at the dealer's yard: its meter, its condition, photographs, and when it was dropped off if nobody was there. */
export function CollectDialog(props: StepProps) {
  const { me } = useSession();
  const zone = () => props.rental.siteTimeZone ?? me().organization.timeZone;
  const [end, setEnd] = createSignal("");
  const [fuel, setFuel] = createSignal("");
  const [overall, setOverall] = createSignal<Overall>("OK");
  const [notes, setNotes] = createSignal("");
  const [atNight, setAtNight] = createSignal(false);
  // oxlint-disable-next-line solid/reactivity -- where the field starts
  const [dropped, setDropped] = createSignal(localText(new Date(), zone()));
  const [yardId, setYardId] = createSignal<string | null>(null);
  const yard = createYardChoice(
    () => props.rental.dealerId,
    () => props.open,
  );
  const units = () => me().organization.units;
  const fuelL = () => litresOf(fuel(), units());
  const outbox = useOutbox();
  const photos = createPhotoSet("CHECK_IN");
  const droppedAt = () => (atNight() ? localInstant(dropped(), zone()) : null);
  async function carryOut(): Promise<string | null> {
    await photos.settled();
    const fate = await outbox.send({
      procedure: "rentals.collect",
      lane: machineLane(props.rental.humanId),
      label: props.rental.humanId,
      input: {
        id: props.rental.id,
        engineEnd: readHours(end())!,
        fuelL: fuelL() ?? null,
        yardId: yardId(),
        condition: { overall: overall() },
        photos: photos.placeholders(),
        notes: notes().trim() || null,
        droppedOffAt: droppedAt()?.toISOString() ?? null,
      },
      files: photos.files(),
    });
    if (!fate || fate.kind === "asks") throw outbox.failure();
    if (fate.kind === "waits") return null;
    const { lateDays } = fate.result as RouterOutputs["rentals"]["collect"];
    return lateDays ? t("rentals.collect.doneLate", lateDays) : t("rentals.collect.done");
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.collect.title", { machine: props.rental.humanId })}
      description={t("rentals.collect.hint")}
      action={t("rentals.collect.action")}
      reason={null}
      ready={
        typeof readHours(end()) === "number" &&
        fuelL() !== undefined &&
        (!atNight() || droppedAt() !== null) &&
        (!yard.needed() || yardId() !== null)
      }
      onSubmit={carryOut}
    >
      <YardSelect choice={yard} value={yardId()} onChange={setYardId} />
      <div class="grid grid-cols-2 items-start gap-4">
        <TextField
          label={t("rentals.collect.meter")}
          inputmode="decimal"
          suffix="h"
          value={end()}
          error={readHours(end()) === undefined ? t("rentals.field.noHours") : null}
          onInput={(event) => setEnd(event.currentTarget.value)}
        />
        <TextField
          label={t("rentals.collect.fuel")}
          optional
          inputmode="decimal"
          suffix={fuelUnit(units())}
          value={fuel()}
          onInput={(event) => setFuel(event.currentTarget.value)}
        />
      </div>
      <SegmentedControl<Overall>
        label={t("rentals.collect.condition")}
        value={overall()}
        onChange={setOverall}
        options={(["OK", "WORN", "DAMAGED"] as const).map((value) => ({
          value,
          label: t(`ledger.detail.condition.${value}`),
        }))}
      />
      <PhotoPicker
        photos={photos.views()}
        onAdd={photos.add}
        onRemove={photos.remove}
        onSendAnyway={photos.sendAnyway}
      />
      <Show when={props.rental.nightDropOff}>
        <label class="flex min-h-12 cursor-pointer items-center gap-3 text-sm font-semibold">
          <input
            type="checkbox"
            class="size-5 accent-current"
            checked={atNight()}
            onChange={(event) => setAtNight(event.currentTarget.checked)}
          />
          {t("rentals.collect.night")}
        </label>
      </Show>
      <Show when={atNight()}>
        <TextField
          type="datetime-local"
          label={t("rentals.collect.dropped")}
          hint={zone().replaceAll("_", " ")}
          value={dropped()}
          max={localText(new Date(), zone())}
          onInput={(event) => setDropped(event.currentTarget.value)}
        />
      </Show>
      <TextArea
        label={t("rentals.collect.notes")}
        optional
        maxLength={2000}
        value={notes()}
        onInput={(event) => setNotes(event.currentTarget.value)}
      />
    </StepDialog>
  );
}
