import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import { createEffect, createSignal, on, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

/** Shows a new key once. */
export function KeyDialog(props: { made: { key: string | null } | null; onClose: () => void }) {
  const [copied, setCopied] = createSignal(false);
  createEffect(
    on(
      () => props.made,
      () => setCopied(false),
    ),
  );
  async function copy() {
    try {
      await navigator.clipboard.writeText(props.made?.key ?? "");
      setCopied(true);
    } catch {
      toast.error(t("credentials.key.copyFailed"));
    }
  }
  return (
    <Dialog
      open={props.made !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("credentials.key.title")}
      initialFocus="title"
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("credentials.key.done")}</Button>
          <Show when={props.made?.key}>
            <Button variant="primary" onClick={() => void copy()}>
              <Show when={copied()} fallback={<Copy aria-hidden="true" />}>
                <Check aria-hidden="true" />
              </Show>
              {t(copied() ? "credentials.key.copied" : "credentials.key.copy")}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={props.made?.key} fallback={<p>{t("credentials.key.repeated")}</p>}>
        {(key) => (
          <div class="flex flex-col gap-4">
            <p class="rounded-md border border-amber-line bg-amber-soft p-3 text-sm font-medium">
              {t("credentials.key.once")}
            </p>
            <TextField
              readOnly
              label={t("credentials.key.label")}
              value={key()}
              inputClass="font-mono text-sm"
              onFocus={(event) => event.currentTarget.select()}
            />
            <p class="text-sm text-muted">{t("credentials.key.next")}</p>
            <p role="status" class="sr-only">
              {copied() ? t("credentials.key.copied") : ""}
            </p>
          </div>
        )}
      </Show>
    </Dialog>
  );
}
