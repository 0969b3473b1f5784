import CircleAlert from "lucide-solid/icons/circle-alert";
import { For, Match, Show, Switch } from "solid-js";
import type { OverlapDetails } from "../../../server/domain/reservations/schema.ts";
import { errorCode, errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";

interface RefusalNoticeProps {
  error: unknown;
  /** The site's zone. */
  timeZone: string;
  /** Offers what else is free, where the caller can take it. */
  onTakeMachine?: (humanId: string) => void;
  onTakeDays?: (from: Date, to: Date) => void;
}

const detailsOf = (error: unknown) => (error as { data?: { details?: unknown } } | null)?.data?.details;

/** Why a booking was refused, as far as one may know: who has the machine, what else is free, and when. */
export function RefusalNotice(props: RefusalNoticeProps) {
  const overlap = () => {
    if (errorCode(props.error) !== "reservation.overlap") return null;
    const details = detailsOf(props.error) as OverlapDetails | undefined;
    // Without details, as an older server sends it, the general sentence stands.
    return details && [details.conflicts, details.alternatives, details.nearest].every(Array.isArray) ? details : null;
  };
  const left = () => {
    const details = detailsOf(props.error) as { freeOfType?: unknown } | undefined;
    return errorCode(props.error) === "reservation.none_free" && typeof details?.freeOfType === "number"
      ? details.freeOfType
      : null;
  };
  return (
    <div role="alert" class="flex gap-3 rounded-md border border-red-line bg-red-soft p-3 text-sm text-red">
      <CircleAlert class="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <div class="flex min-w-0 flex-1 flex-col gap-2">
        <Switch fallback={<p class="font-semibold">{errorSentence(props.error, t)}</p>}>
          <Match when={overlap()}>{(details) => <Overlap {...props} details={details()} />}</Match>
          <Match when={left() !== null}>
            <p class="font-semibold">{errorSentence(props.error, t)}</p>
            <p>
              {left() === 0
                ? t("reservations.noneFree.none")
                : t("reservations.noneFree.some", left()!, String(left()))}
            </p>
          </Match>
        </Switch>
      </div>
    </div>
  );
}

function Overlap(props: RefusalNoticeProps & { details: OverlapDetails }) {
  const format = useFormat();
  const day = (at: string) => format().dateTime(at, props.timeZone);
  const periodOf = (from: string | null, to: string | null) =>
    from && to
      ? t("reservations.period", { from: day(from), to: day(to) })
      : t("reservations.overlap.open", { from: from ? day(from) : t("common.state.unknown") });
  const sentence = (conflict: OverlapDetails["conflicts"][number]) => {
    const kind = t(`reservations.busy.${conflict.kind}`);
    if (conflict.kind === "STATUS") return kind;
    if (!conflict.from && !conflict.to) return t("reservations.overlap.untold", { kind });
    const period = periodOf(conflict.from, conflict.to);
    return conflict.customerName
      ? t("reservations.overlap.by", { kind, customer: conflict.customerName, period })
      : t("reservations.overlap.byNobody", { kind, period });
  };
  return (
    <>
      <p class="font-semibold">{t("reservations.overlap.title", { machine: props.details.humanId })}</p>
      <ul class="list-disc ps-4">
        <For each={props.details.conflicts}>{(conflict) => <li>{sentence(conflict)}</li>}</For>
      </ul>
      <Show when={props.details.alternatives.length > 0 && props.onTakeMachine}>
        <p>{t("reservations.overlap.instead")}</p>
        <div class="flex flex-wrap gap-2">
          <For each={props.details.alternatives}>
            {(machine) => (
              <Button size="sm" onClick={() => props.onTakeMachine?.(machine.humanId)}>
                {t("reservations.overlap.take", { machine: machine.humanId })}
              </Button>
            )}
          </For>
        </div>
      </Show>
      <Show when={props.details.alternatives.length === 0 && props.details.freeOfType}>
        {(count) => <p>{t("reservations.overlap.countInstead", count(), String(count()))}</p>}
      </Show>
      <Show when={props.details.nearest.length > 0}>
        <p>{t("reservations.overlap.when")}</p>
        <ul class="flex flex-col gap-2">
          <For each={props.details.nearest}>
            {(slot) => (
              <li class="flex flex-wrap items-center gap-2">
                <span>{periodOf(slot.from, slot.to)}</span>
                <Show when={props.onTakeDays}>
                  <Button size="sm" onClick={() => props.onTakeDays?.(new Date(slot.from), new Date(slot.to))}>
                    {t("reservations.overlap.takeDays")}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
