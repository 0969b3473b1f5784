import ShieldAlert from "lucide-solid/icons/shield-alert";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "~/ui/cn.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { toneStyle } from "~/ui/tone.ts";
import type { Recognition } from "./recognise.ts";

export type Notice = Extract<Recognition, { text: string }> | { kind: "message"; message: string };

const shownCharacters = 200;

/** A code that is not acted on: what it is, and its text as text, never as a link. */
export function CodeNotice(props: { notice: Notice; onDismiss: () => void }) {
  const contents = () => ("text" in props.notice ? props.notice.text.slice(0, shownCharacters) : null);
  return (
    <div
      role="alert"
      class={cn(
        "flex items-start gap-3 rounded-md border p-3",
        toneStyle({ tone: props.notice.kind === "forged" ? "red" : "amber" }),
      )}
    >
      <ShieldAlert class="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          {props.notice.kind === "message" ? props.notice.message : t(`scan.code.${props.notice.kind}`)}
        </p>
        <Show when={contents()}>
          {(text) => (
            <p class="mt-1 text-sm break-all">
              {t("scan.code.contents")}: <code class="font-mono">{text()}</code>
            </p>
          )}
        </Show>
      </div>
      <IconButton label={t("common.action.dismiss")} class="-my-1 -me-1" onClick={() => props.onDismiss()}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
