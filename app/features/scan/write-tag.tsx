import CircleCheckBig from "lucide-solid/icons/circle-check-big";
import Nfc from "lucide-solid/icons/nfc";
import { createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { hasNfc, NfcError, type NfcFailure, writeTag } from "~/lib/scanner/nfc.ts";
import { signal } from "~/lib/sound.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";

type Phase =
  | { kind: "writing" }
  | { kind: "checking" }
  | { kind: "done" }
  | { kind: "failed"; code: NfcFailure }
  | { kind: "refused"; message: string };

interface WriteTagProps {
  humanId: string;
  /** The address of the machine's signed label: what the printed code carries too. */
  url: () => string | Promise<string>;
  /** Its look, where the button stands among others. */
  variant?: "secondary" | "ghost";
  class?: string;
}

/** Writes a machine's label to an NFC tag and reads it back. Shown only where the browser can. */
export function WriteTag(props: WriteTagProps) {
  const [phase, setPhase] = createSignal<Phase | null>(null);
  let running: AbortController | undefined;
  const stop = () => running?.abort();
  onCleanup(stop);

  const run = async () => {
    stop();
    const mine = (running = new AbortController());
    const tell = (next: Phase) => mine === running && !mine.signal.aborted && setPhase(next);
    setPhase({ kind: "writing" });
    try {
      const url = await props.url();
      await writeTag(url, {
        signal: mine.signal,
        onWritten() {
          signal("recognised");
          tell({ kind: "checking" });
        },
      });
      if (tell({ kind: "done" })) signal("done");
    } catch (error) {
      if (mine.signal.aborted) return;
      signal("refused");
      tell(
        error instanceof NfcError
          ? { kind: "failed", code: error.code }
          : { kind: "refused", message: errorSentence(error, t) },
      );
    }
  };
  const close = () => {
    stop();
    setPhase(null);
  };
  const failed = () => {
    const now = phase();
    if (now?.kind === "failed") return t(`scan.nfc.failed.${now.code}`);
    return now?.kind === "refused" ? now.message : null;
  };

  return (
    <Show when={hasNfc()}>
      <Button
        variant={props.variant ?? "secondary"}
        class={props.class}
        aria-label={t("scan.nfc.writeFor", { machine: props.humanId })}
        onClick={() => void run()}
      >
        <Nfc aria-hidden="true" />
        {t("scan.nfc.write")}
      </Button>
      <Dialog
        open={phase() !== null}
        onOpenChange={(open) => !open && close()}
        title={t("scan.nfc.writeFor", { machine: props.humanId })}
        initialFocus="title"
        actions={
          <>
            <Show when={failed() !== null}>
              <Button variant="primary" size="lg" onClick={() => void run()}>
                {t("scan.nfc.again")}
              </Button>
            </Show>
            <Button size="lg" onClick={close}>
              {t(phase()?.kind === "done" ? "common.action.close" : "common.action.cancel")}
            </Button>
          </>
        }
      >
        <div class="flex flex-col items-center gap-3 py-4 text-center">
          <Switch>
            <Match when={failed()}>
              {(message) => (
                <p role="alert" class="font-semibold text-red">
                  {message()}
                </p>
              )}
            </Match>
            <Match when={phase()?.kind === "done"}>
              <CircleCheckBig class="size-12 text-green" aria-hidden="true" />
              <p role="status" class="text-lg font-bold">
                {t("scan.nfc.written", { machine: props.humanId })}
              </p>
            </Match>
            <Match when={true}>
              <Nfc class="size-12 animate-pulse text-muted" aria-hidden="true" />
              <p role="status" class="text-lg font-bold">
                {t(phase()?.kind === "checking" ? "scan.nfc.holdAgain" : "scan.nfc.hold")}
              </p>
              <p class="text-sm text-muted">
                {t(phase()?.kind === "checking" ? "scan.nfc.holdAgainHint" : "scan.nfc.holdHint")}
              </p>
            </Match>
          </Switch>
        </div>
      </Dialog>
    </Show>
  );
}
