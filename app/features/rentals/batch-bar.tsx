import CalendarPlus from "lucide-solid/icons/calendar-plus";
import PhoneOff from "lucide-solid/icons/phone-off";
import { createSignal, Show } from "solid-js";
import { errorCode } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { localDay } from "../../../server/domain/rentals/zone-time.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { ChoiceChips } from "./choice-chips.tsx";
import { type StepCall, StepDialog } from "./step-dialog.tsx";

const DAYS = { day: 1, threeDays: 3, week: 7, fourWeeks: 28 } as const;
type Days = keyof typeof DAYS;

/** Which of the chosen rentals stands in the way, where the server says it. */
function blockedBy(error: unknown): string | null {
  const data = (error as { data?: { details?: { humanId?: unknown } } }).data;
  const machine = data?.details?.humanId;
  const code = errorCode(error);
  if (typeof machine !== "string" || !code) return null;
  const why = t(`errors.${code}` as "errors.unknown");
  return t("rentals.batch.blocked", { machine, why });
}

/** Steps for several rentals at once: all of them, or none. Stays in sight at the foot of the screen. */
export function BatchBar(props: { ids: readonly string[]; onDone: () => void }) {
  const { can, me } = useSession();
  const format = useFormat();
  const [step, setStep] = createSignal<"extend" | "callOff" | null>(null);
  const [days, setDays] = createSignal<Days>("week");
  const [when, setWhen] = createSignal<"now" | "day">("now");
  const [day, setDay] = createSignal("");
  const beginCallOff = () => {
    setWhen("now");
    setDay(localDay(new Date(), me().organization.timeZone));
    setStep("callOff");
  };
  const count = () => props.ids.length;
  const words = (): string => t("rentals.batch.count", count(), format().number(count()));
  async function extendAll(call: StepCall): Promise<string> {
    const { items } = await client.rentals.extendBatch.mutate({
      ...call,
      rentalIds: [...props.ids],
      days: DAYS[days()],
    });
    props.onDone();
    const asked = items.filter(({ outcome }) => outcome === "REQUESTED").length;
    return asked > 0 ? t("rentals.batch.asked", asked) : t("rentals.batch.extended");
  }
  async function callOffAll(call: StepCall): Promise<string> {
    const lastDay = when() === "day" ? { day: day() } : {};
    await client.rentals.callOffBatch.mutate({ ...call, rentalIds: [...props.ids], ...lastDay });
    props.onDone();
    return t("rentals.batch.calledOff");
  }
  return (
    <>
      <Show when={count() > 0}>
        <div
          role="region"
          aria-label={t("rentals.batch.region")}
          class="sticky bottom-20 z-20 mt-4 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-raised p-3 shadow-pop md:bottom-4"
        >
          <p role="status" class="flex-1 basis-32 text-sm font-semibold">
            {words()}
          </p>
          <Button onClick={() => props.onDone()}>{t("rentals.batch.clear")}</Button>
          <Show when={can("rentals.extendBatch")}>
            <Button onClick={() => setStep("extend")}>
              <CalendarPlus aria-hidden="true" />
              {t("rentals.step.extend")}
            </Button>
          </Show>
          <Button variant="primary" onClick={beginCallOff}>
            <PhoneOff aria-hidden="true" />
            {t("rentals.step.callOff")}
          </Button>
        </div>
      </Show>
      <StepDialog
        open={step() === "extend"}
        onClose={() => setStep(null)}
        title={t("rentals.batch.extend", words())}
        description={t("rentals.batch.hint")}
        action={t("rentals.extend.action")}
        explain={blockedBy}
        onSubmit={extendAll}
      >
        <ChoiceChips<Days>
          label={t("rentals.extend.by")}
          value={days()}
          onChange={setDays}
          options={(Object.keys(DAYS) as Days[]).map((value) => ({ value, label: t(`rentals.extend.chip.${value}`) }))}
        />
      </StepDialog>
      <StepDialog
        open={step() === "callOff"}
        onClose={() => setStep(null)}
        title={t("rentals.batch.callOff", words())}
        description={t(when() === "day" ? "rentals.batch.callOffDayHint" : "rentals.batch.callOffHint")}
        action={t("rentals.callOff.action")}
        explain={blockedBy}
        ready={when() === "now" || day() !== ""}
        onSubmit={callOffAll}
      >
        <SegmentedControl<"now" | "day">
          label={t("rentals.callOff.when")}
          value={when()}
          onChange={setWhen}
          options={[
            { value: "now", label: t("rentals.callOff.now") },
            { value: "day", label: t("rentals.callOff.onDay") },
          ]}
        />
        <Show when={when() === "day"}>
          <TextField
            type="date"
            label={t("rentals.callOff.lastDay")}
            hint={t("rentals.batch.dayHint")}
            value={day()}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
        </Show>
      </StepDialog>
    </>
  );
}
