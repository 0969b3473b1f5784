import ChevronDown from "lucide-solid/icons/chevron-down";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import type { HandOver } from "./create-hand-over.ts";
import type { Draft, InputProblem } from "./draft.ts";
import { DueChips } from "./due-chips.tsx";
import { GateNotice } from "./gate-notice.tsx";
import { parseFigure } from "./hours-text.ts";
import { HoursStepper } from "./hours-stepper.tsx";
import type { PositionState } from "./position-watch.ts";

interface FieldsProps {
  handOver: HandOver;
  draft: Draft;
  position: PositionState["kind"];
  onAskPosition: () => void;
  decimalMark: string;
}

/** What the server may have already goes out as it was; so its fields are only shown. */
const isLocked = ({ handOver }: FieldsProps): boolean =>
  handOver.busy() || (handOver.refused() !== null && handOver.refused()?.body !== null);

/** A problem is told once the person tried to send; a meter that runs backwards at once. */
function problemOf(props: FieldsProps, ...kinds: InputProblem[]): InputProblem | null {
  const found = props.handOver.problems().find((problem) => kinds.includes(problem));
  return found && (props.handOver.showProblems() || found === "meterLow" || found === "due") ? found : null;
}

function Meter(props: FieldsProps) {
  const format = useFormat();
  const problem = () => problemOf(props, "meter", "meterLow");
  /** Shown as soon as it is any: a slip of the finger shows up as a jump. */
  const gained = () => {
    const typed = parseFigure(props.draft.fields.meter);
    const more = typed === null || !props.draft.known ? 0 : typed - props.draft.machine.hourMeter;
    return more >= 0.05 ? more : null;
  };
  return (
    <HoursStepper
      label={t(props.draft.action === "SEND_OUT" ? "scan.out.meter" : "scan.back.meter")}
      value={props.draft.fields.meter}
      least={props.handOver.leastMeter()}
      decimalMark={props.decimalMark}
      disabled={isLocked(props)}
      hint={gained() === null ? undefined : t("scan.meterGained", { hours: format().hours(gained()!) })}
      error={problem() ? t(`scan.problem.${problem()!}`, { least: format().hours(props.handOver.leastMeter()) }) : null}
      onChange={(meter) => props.handOver.setField({ meter })}
    />
  );
}

function Extras(props: FieldsProps) {
  const begun = () => props.draft.photos.length > 0 || props.draft.fields.notes !== "";
  // oxlint-disable-next-line solid/reactivity -- where the fold starts; afterwards it is the person's
  const startsOpen = begun();
  return (
    <details open={startsOpen} class="group rounded-md border border-line">
      <summary class="flex min-h-12 items-center gap-2 px-3 text-sm font-semibold select-none [&::-webkit-details-marker]:hidden">
        <ChevronDown class="size-5 text-muted transition-transform group-open:rotate-180" aria-hidden="true" />
        <span class="flex-1">{t("scan.extras")}</span>
        <Show when={props.draft.photos.length > 0}>
          <Badge>{t("scan.drafts.photos", props.draft.photos.length, String(props.draft.photos.length))}</Badge>
        </Show>
      </summary>
      <div class="flex flex-col gap-4 border-t border-line p-3">
        <PhotoPicker
          photos={props.handOver.photos.views()}
          films
          disabled={isLocked(props)}
          onAdd={props.handOver.photos.add}
          onRemove={props.handOver.photos.remove}
          onSendAnyway={props.handOver.photos.sendAnyway}
        />
        <TextArea
          label={t("scan.note")}
          optional
          maxlength={2000}
          value={props.draft.fields.notes}
          disabled={isLocked(props)}
          onInput={(event) => props.handOver.setField({ notes: event.currentTarget.value })}
        />
      </div>
    </details>
  );
}

/** Everything about a machine that leaves, prefilled: site, due time, meter. */
export function SendOutFields(props: FieldsProps) {
  const chosen = () => props.handOver.chosen();
  const siteHint = () => {
    if (props.draft.machine.destinations.length === 0) return t("scan.out.noSites");
    const { source } = chosen();
    return source === "none" ? undefined : t(`scan.out.from.${source}`);
  };
  return (
    <div class="flex flex-col gap-4">
      <Select
        label={t("scan.out.site")}
        placeholder={t("scan.out.choose")}
        value={chosen().site?.siteId ?? null}
        disabled={isLocked(props)}
        hint={siteHint()}
        error={problemOf(props, "site") ? t("scan.problem.site") : null}
        options={props.draft.machine.destinations.map(({ siteId, name, customerName }) => ({
          value: siteId,
          label: customerName ? `${name} · ${customerName}` : name,
        }))}
        onChange={(siteId) => props.handOver.setField({ siteId })}
      />
      <Show when={props.draft.known && chosen().site}>
        <GateNotice gate={props.handOver.gate()} position={props.position} onAsk={props.onAskPosition} />
      </Show>
      <Show when={props.handOver.overriding()}>
        <TextField
          label={t("scan.out.reason")}
          hint={t("scan.out.reasonHint")}
          maxlength={500}
          value={props.draft.fields.overrideReason}
          disabled={isLocked(props)}
          error={problemOf(props, "reason") ? t("scan.problem.reason") : null}
          onInput={(event) => props.handOver.setField({ overrideReason: event.currentTarget.value })}
        />
      </Show>
      <DueChips
        choice={props.draft.fields.due}
        timeZone={props.handOver.timeZone()}
        now={props.handOver.now()}
        disabled={isLocked(props)}
        error={problemOf(props, "due") ? t("scan.problem.due") : null}
        onChange={(due) => props.handOver.setField({ due })}
      />
      <Meter {...props} />
      <Extras {...props} />
    </div>
  );
}

/** Everything about a machine that comes back: meter, fuel, photographs. */
export function TakeBackFields(props: FieldsProps) {
  const { me } = useSession();
  return (
    <div class="flex flex-col gap-4">
      <Meter {...props} />
      <TextField
        label={t("scan.back.fuel")}
        optional
        inputmode="decimal"
        autocomplete="off"
        suffix={me().organization.units === "IMPERIAL" ? "gal" : "L"}
        inputClass="min-h-14 text-lg"
        value={props.draft.fields.fuel}
        disabled={isLocked(props)}
        error={problemOf(props, "fuel") ? t("scan.problem.fuel") : null}
        onInput={(event) => props.handOver.setField({ fuel: event.currentTarget.value })}
      />
      <Extras {...props} />
    </div>
  );
}
