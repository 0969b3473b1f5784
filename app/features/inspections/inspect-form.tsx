import CheckCheck from "lucide-solid/icons/check-check";
import { createSignal, For, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { useNavigate } from "@solidjs/router";
import type { RouterInputs } from "~/lib/app-router.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { createOperation, type Sent } from "../tasks/create-operation.ts";
import { fuelUnit, hoursOf, litresOf } from "../tasks/fuel-unit.ts";
import { createPhotos } from "../tasks/use-photos.ts";
import type { InspectionForm } from "./inspections.queries.ts";
import { answersOf, emptyItem, type ItemDraft } from "./item-draft.ts";
import { ItemRow } from "./item-row.tsx";
import { emptySignature, SignaturePad, signatureOf, signatureProblem } from "./signature-pad.tsx";

/** Answers to every checkpoint, meter, fuel, photos and the receiver's signature; nothing is lost when sending fails. */
export function InspectForm(props: { form: InspectionForm }) {
  const { me } = useSession();
  const navigate = useNavigate();
  const units = () => me().organization.units;
  // oxlint-disable-next-line solid/reactivity -- the list that is being answered stays the same while it is
  const list = props.form.checkList;
  const [drafts, setDrafts] = createStore<Record<string, ItemDraft>>(
    Object.fromEntries(list.items.map(({ key }) => [key, emptyItem()])),
  );
  const photos = Object.fromEntries(list.items.map(({ key }) => [key, createPhotos("INSPECTION")]));
  const whole = createPhotos("INSPECTION");
  const [meter, setMeter] = createSignal("");
  const [fuel, setFuel] = createSignal("");
  const [notes, setNotes] = createSignal("");
  const [signing, setSigning] = createSignal(false);
  const [signature, setSignature] = createSignal(emptySignature());
  const [tried, setTried] = createSignal(false);
  const done = () => list.items.filter(({ key }) => drafts[key]!.answer !== null).length;
  const before = (key: string) => props.form.before?.items.find((item) => item.key === key) ?? null;
  const send = createOperation({
    send: async (input: Omit<RouterInputs["inspections"]["submit"], keyof Sent | "items" | "photos">, sent) => {
      const taken: Record<string, string[]> = {};
      for (const { key } of list.items) taken[key] = await photos[key]!.mediaIds();
      const items = answersOf(list.items, drafts, taken)!;
      return client.inspections.submit.mutate({ ...input, items, photos: await whole.mediaIds(), ...sent });
    },
    onDone: async ({ inspection }) => {
      toast.success(t("inspections.form.done"), {
        description:
          inspection.failed > 0 ? t("inspections.form.doneFaults", inspection.failed) : t("inspections.form.doneNone"),
      });
      navigate(`/rentals/${props.form.rentalId}/inspections`);
      await Promise.all([trpc.inspections.invalidate(), trpc.maintenance.invalidate()]);
    },
  });
  const restOk = () => {
    for (const { key } of list.items) if (drafts[key]!.answer === null) setDrafts(key, "answer", "OK");
  };
  const submit = () => {
    setTried(true);
    const [engineHours, fuelL] = [hoursOf(meter()), litresOf(fuel(), units())];
    if (done() < list.items.length) {
      document.querySelector("[data-checkpoint].border-s-danger")?.scrollIntoView({ block: "center" });
      return;
    }
    if (engineHours === undefined || fuelL === undefined || (signing() && signatureProblem(signature()))) return;
    send.mutate({
      rentalId: props.form.rentalId,
      kind: props.form.kind,
      checkListVersion: list.version,
      engineHours,
      fuelL,
      notes: notes().trim() || null,
      signature: signing() ? signatureOf(signature()) : null,
    });
  };
  return (
    <form
      class="mx-auto flex max-w-3xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
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
              draft={drafts[checkpoint.key]!}
              before={before(checkpoint.key)}
              photos={photos[checkpoint.key]!}
              missing={tried() && drafts[checkpoint.key]!.answer === null}
              disabled={send.isPending}
              onChange={(draft) => setDrafts(checkpoint.key, draft)}
            />
          )}
        </For>
      </Card>
      <Card>
        <div class="flex flex-col gap-4">
          <div class="grid grid-cols-2 items-end gap-4">
            <TextField
              label={t("inspections.form.meter")}
              optional
              inputmode="decimal"
              autocomplete="off"
              suffix="h"
              inputClass="min-h-14 text-lg"
              value={meter()}
              error={tried() && hoursOf(meter()) === undefined ? t("inspections.form.badMeter") : null}
              onInput={(event) => setMeter(event.currentTarget.value)}
            />
            <TextField
              label={t("inspections.form.fuel")}
              optional
              inputmode="decimal"
              autocomplete="off"
              suffix={fuelUnit(units())}
              inputClass="min-h-14 text-lg"
              value={fuel()}
              error={tried() && litresOf(fuel(), units()) === undefined ? t("inspections.form.badFuel") : null}
              onInput={(event) => setFuel(event.currentTarget.value)}
            />
          </div>
          <div class="flex flex-col gap-2">
            <h2 class="text-sm font-semibold">{t("inspections.form.whole")}</h2>
            <PhotoPicker photos={whole.views()} onAdd={whole.add} onRemove={whole.remove} disabled={send.isPending} />
          </div>
          <TextArea
            label={t("inspections.form.notes")}
            optional
            maxLength={2000}
            value={notes()}
            onInput={(event) => setNotes(event.currentTarget.value)}
          />
        </div>
      </Card>
      <Card
        title={t("inspections.form.signHere")}
        actions={
          <Button size="sm" onClick={() => setSigning(!signing())}>
            {t(signing() ? "inspections.form.signLater" : "inspections.form.signNow")}
          </Button>
        }
      >
        <Show when={signing()} fallback={<p class="text-sm text-muted">{t("inspections.ticket.unsignedHint")}</p>}>
          <SignaturePad draft={signature()} onChange={setSignature} tried={tried()} />
        </Show>
      </Card>
      <Show when={tried() && done() < list.items.length}>
        <p role="alert" class="text-sm font-medium text-red">
          {t("inspections.form.missing")}
        </p>
      </Show>
      <Show when={send.isError}>
        <p role="alert" class="text-sm font-medium text-red">
          {errorSentence(send.error, t)}
        </p>
      </Show>
      <Button type="submit" variant="primary" size="field" busy={send.isPending}>
        {t("inspections.form.send")}
      </Button>
    </form>
  );
}
