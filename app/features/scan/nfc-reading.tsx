import Nfc from "lucide-solid/icons/nfc";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { hasNfc, isNfcAllowed, type NfcFailure, nfcFailure, readTags } from "~/lib/scanner/nfc.ts";
import { Button } from "~/ui/button.tsx";

interface NfcReadingProps {
  /** The text of a tag; it is judged like a code before the camera. */
  onText: (text: string) => void;
  /** A tag with nothing on it that could be judged. */
  onNothing: (message: string) => void;
}

/** Reading of NFC tags, in browsers that can: on by itself once it was allowed, else after a press. */
export function NfcReading(props: NfcReadingProps) {
  const [reading, setReading] = createSignal(false);
  const [failure, setFailure] = createSignal<NfcFailure | null>(null);
  const ended = new AbortController();
  onCleanup(() => ended.abort());

  const start = async () => {
    setFailure(null);
    try {
      await readTags({
        signal: ended.signal,
        onText: (text) => (text === null ? props.onNothing(t("scan.nfc.empty")) : props.onText(text)),
        onUnreadable: () => props.onNothing(t("scan.nfc.failed.nfc.unreadable")),
      });
      setReading(true);
    } catch (error) {
      setFailure(nfcFailure(error));
    }
  };
  const startIfAllowed = async () => {
    if (hasNfc() && (await isNfcAllowed()) && !ended.signal.aborted) await start();
  };
  onMount(() => void startIfAllowed());

  return (
    <Show when={hasNfc()}>
      <Show
        when={reading()}
        fallback={
          <div class="flex flex-col gap-1">
            <Button size="lg" onClick={() => void start()}>
              <Nfc aria-hidden="true" />
              {t("scan.nfc.read")}
            </Button>
            <Show when={failure()}>
              {(code) => (
                <p role="alert" class="text-sm font-medium text-red">
                  {t(`scan.nfc.failed.${code()}`)}
                </p>
              )}
            </Show>
          </div>
        }
      >
        <p class="flex items-center gap-2 text-sm text-muted">
          <Nfc class="size-5 shrink-0" aria-hidden="true" />
          {t("scan.nfc.reading")}
        </p>
      </Show>
    </Show>
  );
}
