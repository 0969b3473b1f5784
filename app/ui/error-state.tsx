import RotateCw from "lucide-solid/icons/rotate-cw";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { Show } from "solid-js";
import { errorCode, errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "./button.tsx";

/** What failed, in a sentence, with a way to try again. */
export function ErrorState(props: { error: unknown; title?: string; onRetry?: () => void; busy?: boolean }) {
  return (
    <div role="alert" class="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <div class="grid size-14 place-items-center rounded-full bg-red-soft text-red" aria-hidden="true">
        <TriangleAlert class="size-7" />
      </div>
      <p class="font-semibold">{props.title ?? t("common.failure.title")}</p>
      <p class="max-w-prose text-sm text-muted">{errorSentence(props.error, t)}</p>
      <Show when={errorCode(props.error)}>
        {(code) => (
          <p class="text-xs text-faint">
            {t("common.failure.code")} <code class="font-mono">{code()}</code>
          </p>
        )}
      </Show>
      <Show when={props.onRetry}>
        {(retry) => (
          <Button class="mt-2" busy={props.busy} onClick={() => retry()()}>
            <RotateCw aria-hidden="true" />
            {t("common.action.retry")}
          </Button>
        )}
      </Show>
    </div>
  );
}
