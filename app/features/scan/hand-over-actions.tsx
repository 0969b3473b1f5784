import CloudOff from "lucide-solid/icons/cloud-off";
import RotateCw from "lucide-solid/icons/rotate-cw";
import Truck from "lucide-solid/icons/truck";
import Undo2 from "lucide-solid/icons/undo-2";
import { Match, Show, Switch } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
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
  const repeats = () => props.draft.attempt !== null || props.handOver.failure()?.kind === "unsent";
  const blockedBy = (): string | null => {
    if (!isOut() || props.draft.attempt) return null;
    if (!props.handOver.chosen().site) return t("scan.problem.site");
    const { gate } = props.handOver;
    const word = gate().blocked && !props.handOver.overriding() ? shortWords[gate().word] : undefined;
    return word ? t(`scan.gate.short.${word}`, { distance: format().distance(gate().distanceM) }) : null;
  };
  return (
    <div class="flex w-full flex-col gap-2">
      <Show when={!props.handOver.busy()}>
        <Switch>
          <Match when={props.handOver.failure()?.kind === "refused" ? props.handOver.failure() : null}>
            {(failure) => (
              <p role="alert" class="text-sm font-semibold text-red">
                {errorSentence(failure().error, t)}
              </p>
            )}
          </Match>
          <Match when={repeats()}>
            <div role="alert" class="text-sm">
              <p class="flex items-center gap-2 font-bold text-amber">
                <CloudOff class="size-5" aria-hidden="true" />
                {t("scan.unsent.title")}
              </p>
              <p class="text-muted">{t("scan.unsent.hint")}</p>
            </div>
          </Match>
        </Switch>
      </Show>
      <Show when={props.handOver.mayOverride() && !props.handOver.overriding() && !props.draft.attempt}>
        <Button variant="ghost" onClick={() => props.handOver.setOverriding(true)}>
          {t("scan.out.override")}
        </Button>
      </Show>
      <Show when={props.draft.attempt && !props.handOver.busy()}>
        <Button variant="ghost" onClick={() => props.handOver.unlock()}>
          {t("scan.unsent.change")}
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
          <Match when={props.handOver.busy()}>{t("scan.unsent.busy")}</Match>
          <Match when={blockedBy() !== null}>{blockedBy()}</Match>
          <Match when={repeats()}>{t("scan.unsent.retry")}</Match>
          <Match when={props.handOver.overriding()}>{t("scan.out.overrideSubmit")}</Match>
          <Match when={isOut()}>{t("scan.out.submit")}</Match>
        </Switch>
      </Button>
    </div>
  );
}
