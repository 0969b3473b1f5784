import CircleCheckBig from "lucide-solid/icons/circle-check-big";
import Undo2 from "lucide-solid/icons/undo-2";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import type { HandOverAction, Rental } from "./draft.ts";

/** The hand-over is done: what, where, until when; and how a mistake is put right, for nothing sent is ever undone. */
export function DonePanel(props: { action: HandOverAction; rental: Rental; onReverse: () => void }) {
  const format = useFormat();
  const zone = () => props.rental.siteTimeZone ?? undefined;
  return (
    <div class="flex flex-col items-center gap-3 py-4 text-center" role="status">
      <span class="grid size-20 place-items-center rounded-full bg-green-soft text-green">
        <CircleCheckBig class="size-12" aria-hidden="true" />
      </span>
      <p class="text-xl font-bold text-balance">
        {t(props.action === "SEND_OUT" ? "scan.out.done" : "scan.back.done", { machine: props.rental.humanId })}
      </p>
      <Show when={props.rental.siteName}>
        <p class="text-lg break-words">{props.rental.siteName}</p>
      </Show>
      <Show
        when={props.action === "SEND_OUT"}
        fallback={
          <Show when={props.rental.hours !== null ? props.rental.hours : undefined} keyed>
            {(hours) => <p class="text-muted">{t("scan.back.hours", { hours: format().hours(hours) })}</p>}
          </Show>
        }
      >
        <p class="font-semibold">{t("scan.done.due", { time: format().dateTime(props.rental.dueAt, zone()) })}</p>
      </Show>
      <p class="mt-4 max-w-sm text-sm text-muted">{t("scan.done.mistake")}</p>
      <Button size="lg" variant="ghost" class="border-line" onClick={() => props.onReverse()}>
        <Undo2 aria-hidden="true" />
        {t(props.action === "SEND_OUT" ? "scan.done.undoOut" : "scan.done.undoBack")}
      </Button>
    </div>
  );
}
