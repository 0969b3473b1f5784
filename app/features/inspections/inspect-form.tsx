import CheckCheck from "lucide-solid/icons/check-check";
import { createSignal, For, Show } from "solid-js";
import { useNavigate } from "@solidjs/router";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { machineLane } from "~/lib/outbox/queue-state.ts";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { createPhotoSet, type KeptPhoto } from "../media/photo-set.ts";
import { createKeptForm } from "../tasks/create-kept-form.ts";
import { fuelUnit, hoursOf, litresOf } from "../tasks/fuel-unit.ts";
import type { InspectionForm } from "./inspections.queries.ts";
import { answersOf, emptyItem, type ItemDraft } from "./item-draft.ts";
import { ItemRow } from "./item-row.tsx";
import { emptySignature, SignaturePad, signatureOf, signatureProblem } from "./signature-pad.tsx";

type Form = {
  items: Record<string, ItemDraft>;
  meter: string;
  fuel: string;
  notes: string;
  photos: KeptPhoto[];
  signing: boolean;
  signature: ReturnType<typeof emptySignature>;
};
const empty = (): Form => ({
  items: {},
  meter: "",
  fuel: "",
  notes: "",
  photos: [],
  signing: false,
  signature: emptySignature(),
});

type Answer = RouterOutputs["inspections"]["submit"];

/** Answers to every checkpoint, meter, fuel, photos and the receiver's signature; kept on this device until the server has them. */
export function InspectForm(props: { form: InspectionForm; onHanding: (busy: boolean) => void }) {
  const { me } = useSession();
  const navigate = useNavigate();
  const outbox = useOutbox();
  const units = () => me().organization.units;
  // oxlint-disable-next-line solid/reactivity -- the list that is being answered stays the same while it is
  const { rentalId, kind, humanId, checkList: list } = props.form;
  const kept = createKeptForm(`inspections.submit ${rentalId} ${kind} ${list.version}`, empty());
  const itemOf = (key: string) => kept.form().items[key] ?? emptyItem();
  const setItem = (key: string, change: (item: ItemDraft) => ItemDraft) =>
    kept.edit((form) => ({ ...form, items: { ...form.items, [key]: change(form.items[key] ?? emptyItem()) } }));
  const whole = createPhotoSet("INSPECTION", {
    photos: () => kept.form().photos,
    change: (next) => kept.edit((form) => ({ ...form, photos: next(form.photos) })),
  });
  const [preparing, setPreparing] = createSignal<ReadonlySet<string>>(new Set());
  const isPreparing = () => preparing().size > 0 || whole.isPreparing();
  const notePreparing = (key: string, now: boolean) =>
    setPreparing((before) => new Set(now ? [...before, key] : [...before].filter((each) => each !== key)));
  const [tried, setTried] = createSignal(false);
  const done = () => list.items.filter(({ key }) => itemOf(key).answer !== null).length;
  const before = (key: string) => props.form.before?.items.find((item) => item.key === key) ?? null;

  const restOk = () =>
    kept.edit((form) => {
      const items = list.items.map(({ key }) => {
        const item = form.items[key] ?? emptyItem();
        return [key, item.answer === null ? { ...item, answer: "OK" as const } : item] as const;
      });
      return { ...form, items: Object.fromEntries(items) };
    });

  /** Every photograph of the form, that of a checkpoint too. */
  const files = () => [
    ...whole.files(),
    ...list.items.flatMap(({ key }) =>
      itemOf(key).photos.map((photo) => ({ ...photo, purpose: "INSPECTION", mediaId: null })),
    ),
  ];

  async function submit() {
    setTried(true);
    const form = kept.form();
    const [engineHours, fuelL] = [hoursOf(form.meter), litresOf(form.fuel, units())];
    const items = answersOf(list.items, form.items);
    if (items === null) {
      document.querySelector("[data-checkpoint].border-s-danger")?.scrollIntoView({ block: "center" });
      return;
    }
    if (engineHours === undefined || fuelL === undefined || isPreparing() || outbox.busy()) return;
    if (form.signing && signatureProblem(form.signature)) return;
    props.onHanding(true);
    const fate = await outbox.send({
      procedure: "inspections.submit",
      lane: machineLane(humanId),
      label: humanId,
      input: {
        rentalId,
        kind,
        checkListVersion: list.version,
        items,
        photos: whole.placeholders(),
        engineHours,
        fuelL,
        notes: form.notes.trim() || null,
        signature: form.signing ? signatureOf(form.signature) : null,
      },
      files: files(),
    });
    if (fate && fate.kind !== "asks") {
      await kept.drop();
      if (fate.kind === "accepted") {
        const { failed } = (fate.result as Answer).inspection;
        const description = failed > 0 ? t("inspections.form.doneFaults", failed) : t("inspections.form.doneNone");
        toast.success(t("inspections.form.done"), { description });
        navigate(`/rentals/${rentalId}/inspections`);
      }
    }
    props.onHanding(false);
  }

  return (
    <Show when={kept.ready()}>
      <form
        class="mx-auto flex max-w-3xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Show when={kept.resumed()}>
          <p role="status" class="rounded-md border border-blue-line bg-blue-soft px-4 py-3 text-blue">
            {t("inspections.form.resumed")}
          </p>
        </Show>
        <Card
          flush
          title={t("inspections.form.progress", { done: String(done()), all: String(list.items.length) })}
          actions={
            <Button size="sm" disabled={done() === list.items.length} onClick={restOk}>
              <CheckCheck aria-hidden="true" />
              {t("inspections.form.restOk")}
            </Button>
          }
        >
          <For each={list.items}>
            {(checkpoint) => (
              <ItemRow
                checkpoint={checkpoint}
                draft={itemOf(checkpoint.key)}
                before={before(checkpoint.key)}
                missing={tried() && itemOf(checkpoint.key).answer === null}
                disabled={outbox.busy()}
                onChange={(draft) => setItem(checkpoint.key, () => draft)}
                onPhotos={(next) => setItem(checkpoint.key, (item) => ({ ...item, photos: next(item.photos) }))}
                onPreparing={(now) => notePreparing(checkpoint.key, now)}
              />
            )}
          </For>
        </Card>
        <Card>
          <div class="flex flex-col gap-4">
            <div class="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] items-end gap-4">
              <TextField
                label={t("inspections.form.meter")}
                optional
                inputmode="decimal"
                autocomplete="off"
                suffix="h"
                inputClass="min-h-14 text-lg"
                value={kept.form().meter}
                error={tried() && hoursOf(kept.form().meter) === undefined ? t("inspections.form.badMeter") : null}
                onInput={(event) => kept.set({ meter: event.currentTarget.value })}
              />
              <TextField
                label={t("inspections.form.fuel")}
                optional
                inputmode="decimal"
                autocomplete="off"
                suffix={fuelUnit(units())}
                inputClass="min-h-14 text-lg"
                value={kept.form().fuel}
                error={
                  tried() && litresOf(kept.form().fuel, units()) === undefined ? t("inspections.form.badFuel") : null
                }
                onInput={(event) => kept.set({ fuel: event.currentTarget.value })}
              />
            </div>
            <div class="flex flex-col gap-2">
              <h2 class="text-sm font-semibold">{t("inspections.form.whole")}</h2>
              <PhotoPicker
                photos={whole.views()}
                onAdd={whole.add}
                onRemove={whole.remove}
                onSendAnyway={whole.sendAnyway}
                disabled={outbox.busy()}
              />
            </div>
            <TextArea
              label={t("inspections.form.notes")}
              optional
              maxLength={2000}
              value={kept.form().notes}
              onInput={(event) => kept.set({ notes: event.currentTarget.value })}
            />
          </div>
        </Card>
        <Card
          title={t("inspections.form.signHere")}
          actions={
            <Button size="sm" onClick={() => kept.set({ signing: !kept.form().signing })}>
              {t(kept.form().signing ? "inspections.form.signLater" : "inspections.form.signNow")}
            </Button>
          }
        >
          <Show
            when={kept.form().signing}
            fallback={<p class="text-sm text-muted">{t("inspections.ticket.unsignedHint")}</p>}
          >
            <SignaturePad
              draft={kept.form().signature}
              onChange={(signature) => kept.set({ signature })}
              tried={tried()}
            />
          </Show>
        </Card>
        <Show when={tried() && done() < list.items.length}>
          <p role="alert" class="text-sm font-medium text-red">
            {t("inspections.form.missing")}
          </p>
        </Show>
        <Show when={outbox.failure()}>
          {(failure) => (
            <p role="alert" class="text-sm font-medium text-red">
              {errorSentence(failure(), t)}
            </p>
          )}
        </Show>
        <Button type="submit" variant="primary" size="field" busy={outbox.busy()} disabled={isPreparing()}>
          {t("inspections.form.send")}
        </Button>
      </form>
    </Show>
  );
}
