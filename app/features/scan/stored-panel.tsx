import { A } from "@solidjs/router";
import CircleCheckBig from "lucide-solid/icons/circle-check-big";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import Save from "lucide-solid/icons/save";
import Undo2 from "lucide-solid/icons/undo-2";
import { createSignal, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { standpointOf } from "~/lib/outbox/queue-state.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import type { Stored } from "./hand-over-fate.ts";

/** It is on this device: nothing gets lost any more, and until it is sent it can be taken back. */
export function StoredPanel(props: {
  stored: Stored;
  siteName: string | null;
  dueAt: string | null;
  timeZone: string;
  /** Resolves to false where the server has it already. */
  onTakeBack: () => Promise<boolean>;
}) {
  const format = useFormat();
  const [asking, setAsking] = createSignal(false);
  const [tooLate, setTooLate] = createSignal(false);
  const machine = () => props.stored.draft.machine.humanId;
  const at = () => standpointOf(props.stored.entryId);
  const entry = () => {
    const found = at();
    return found.kind === "here" ? found.entry : null;
  };
  /** It may have reached the server: only the queue, which says so, lets it go. */
  const isOpen = () => {
    const found = entry();
    return found !== null && found.state !== "damaged" && found.body !== null;
  };
  /** The signal came back while somebody was looking. */
  const isSent = () => props.stored.state === "waits" && at().kind === "sent";
  const word = () => {
    if (props.stored.state === "sending") return t("scan.stored.sending");
    if (isSent()) return t("scan.stored.sent");
    if (at().kind === "discarded") return t("outbox.entry.gone");
    if (at().kind === "unknown") return t("outbox.unreadable.title");
    return t(entry()?.state === "waiting" ? "scan.stored.waits" : "scan.stored.refused");
  };
  const isOut = () => props.stored.draft.action === "SEND_OUT";
  const takeBack = async () => {
    setAsking(true);
    setTooLate(!(await props.onTakeBack().finally(() => setAsking(false))));
  };
  return (
    <div class="flex flex-col items-center gap-3 py-4 text-center" role="status">
      <span
        class={cn(
          "grid size-20 place-items-center rounded-full",
          isSent() ? "bg-green-soft text-green" : "bg-amber-soft text-amber",
        )}
      >
        <Switch fallback={<Save class="size-12" aria-hidden="true" />}>
          <Match when={props.stored.state === "sending"}>
            <LoaderCircle class="size-12 animate-spin" aria-hidden="true" />
          </Match>
          <Match when={isSent()}>
            <CircleCheckBig class="size-12" aria-hidden="true" />
          </Match>
        </Switch>
      </span>
      <p class="text-xl font-bold text-balance">
        {t(isOut() ? "scan.stored.out" : "scan.stored.back", { machine: machine() })}
      </p>
      <Show when={props.siteName}>
        <p class="text-lg break-words">{props.siteName}</p>
      </Show>
      <Show when={isOut() && props.dueAt}>
        {(due) => <p class="font-semibold">{t("scan.done.due", { time: format().dateTime(due(), props.timeZone) })}</p>}
      </Show>
      <p class="max-w-sm text-muted">{word()}</p>
      <Show when={props.stored.state === "waits" && entry()}>
        <div class="mt-2 flex flex-col items-center gap-2">
          <Show when={tooLate() && !isOpen()}>
            <p role="alert" class="text-sm font-medium text-amber">
              {t("scan.stored.tooLate")}
            </p>
          </Show>
          <Show when={!isOpen()} fallback={<p class="text-sm text-amber">{t("outbox.entry.discardOpen")}</p>}>
            <Button size="lg" variant="ghost" class="border-line" busy={asking()} onClick={() => void takeBack()}>
              <Undo2 aria-hidden="true" />
              {t("scan.stored.takeBack")}
            </Button>
          </Show>
          <A href="/queue" class="inline-flex min-h-12 items-center font-semibold underline underline-offset-4">
            {t("scan.stored.queue")}
          </A>
        </div>
      </Show>
    </div>
  );
}
