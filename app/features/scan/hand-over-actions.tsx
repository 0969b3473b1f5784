import { A } from "@solidjs/router";
import RotateCw from "lucide-solid/icons/rotate-cw";
import Truck from "lucide-solid/icons/truck";
import Undo2 from "lucide-solid/icons/undo-2";
import { Match, Show, Switch } from "solid-js";
import { errorCode, errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import type { HandOver } from "./create-hand-over.ts";
import type { Draft } from "./draft.ts";
import type { GateWord } from "./gate-text.ts";

type Short = "outside" | "nowhere" | "positionRequired" | "locating";
const shortWords: Partial<Record<GateWord, Short>> = {
  outside: "outside",
  nowhere: "nowhere",
  positionRequired: "positionRequired",
  locating: "locating",
};

/** The one thing to press; where it cannot be pressed it says why. */
export function HandOverActions(props: { handOver: HandOver; draft: Draft }) {
  const format = useFormat();
  const isOut = () => props.draft.action === "SEND_OUT";
  const refused = () => props.handOver.refused();
  /** The server may have it already: it can only be sent again as it is. */
  const repeats = () => refused() !== null && refused()?.body !== null;
  const blockedBy = (): string | null => {
    if (!isOut() || repeats()) return null;
    if (!props.handOver.chosen().site) return t("scan.problem.site");
    const { gate } = props.handOver;
    const word = gate().blocked && !props.handOver.overriding() ? shortWords[gate().word] : undefined;
    return word ? t(`scan.gate.short.${word}`, { distance: format().distance(gate().distanceM) }) : null;
  };
  return (
    <div class="flex w-full flex-col gap-2">
      <Show when={!props.handOver.busy() ? props.handOver.failure() : null}>
        {(failure) => (
          <div role="alert" class="text-sm">
            <p class="font-semibold text-red">{errorSentence(failure(), t)}</p>
            <Show when={refused() ?? (errorCode(failure()) === "storage.full" || null)}>
              <p class="mt-1 text-muted">
                <Show when={refused()}>{t("scan.stored.inQueue")} </Show>
                <A href={refused() ? `/queue/${refused()!.id}` : "/queue"} class="font-semibold underline">
                  {t("scan.stored.queue")}
                </A>
              </p>
            </Show>
          </div>
        )}
      </Show>
      <Show when={props.handOver.mayOverride() && !props.handOver.overriding() && !repeats()}>
        <Button variant="ghost" onClick={() => props.handOver.setOverriding(true)}>
          {t("scan.out.override")}
        </Button>
      </Show>
      <Button
        variant={props.handOver.overriding() ? "danger" : "primary"}
        size="field"
        busy={props.handOver.busy()}
        disabled={blockedBy() !== null}
        onClick={() => void props.handOver.submit()}
      >
        <Switch fallback={<Undo2 aria-hidden="true" />}>
          <Match when={props.handOver.busy()}>{null}</Match>
          <Match when={repeats()}>
            <RotateCw aria-hidden="true" />
          </Match>
          <Match when={isOut()}>
            <Truck aria-hidden="true" />
          </Match>
        </Switch>
        <Switch fallback={t("scan.back.submit")}>
          <Match when={props.handOver.busy()}>{t("scan.stored.busy")}</Match>
          <Match when={blockedBy() !== null}>{blockedBy()}</Match>
          <Match when={repeats()}>{t("scan.stored.retry")}</Match>
          <Match when={props.handOver.overriding()}>{t("scan.out.overrideSubmit")}</Match>
          <Match when={isOut()}>{t("scan.out.submit")}</Match>
        </Switch>
      </Button>
    </div>
  );
}
