import CircleAlert from "lucide-solid/icons/circle-alert";
import { Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { failureOf } from "~/lib/outbox/failure.ts";
import { queue } from "~/lib/outbox/queue-state.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { toneStyle } from "~/ui/tone.ts";

/** What a refusal may know beside its sentence. */
type Details = {
  hourMeter?: unknown;
  distanceM?: unknown;
  name?: unknown;
  nearest?: { name?: unknown; distanceM?: unknown };
};

/** Why the server did not take it, in its words and figures, and what that holds up. */
export function RefusalCard(props: { entry: OutboxEntry }) {
  const format = useFormat();
  const failure = () => failureOf(props.entry);
  const figures = () => {
    const details = (props.entry.refusal?.details ?? {}) as Details;
    const { name, distanceM } = details.nearest ?? details;
    return [
      typeof details.hourMeter === "number" ? `${t("outbox.field.meter")}: ${format().hours(details.hourMeter)}` : null,
      typeof name === "string" ? name : null,
      typeof distanceM === "number" ? format().distance(distanceM) : null,
    ]
      .filter((fact) => fact !== null)
      .join(" · ");
  };
  const behind = () =>
    queue().filter(
      (each) => each.state !== "damaged" && each.lane === props.entry.lane && each.order > props.entry.order,
    ).length;
  return (
    <Show when={failure()}>
      {(found) => (
        <section
          role="alert"
          class={cn(
            "flex items-start gap-3 rounded-lg border p-4",
            toneStyle({ tone: props.entry.state === "conflict" ? "amber" : "red" }),
          )}
        >
          <CircleAlert class="mt-0.5 size-5 shrink-0" aria-hidden="true" />
          <div class="min-w-0">
            <h2 class="text-sm font-semibold">{t("outbox.entry.refused")}</h2>
            <p class="text-lg font-bold break-words">{errorSentence(found(), t)}</p>
            <Show when={figures()}>
              <p class="mt-1 break-words">{figures()}</p>
            </Show>
            <p class="mt-1 text-sm">
              <time datetime={new Date(props.entry.refusal?.at ?? 0).toISOString()}>
                {format().dateTime(new Date(props.entry.refusal?.at ?? 0))}
              </time>
              <Show when={behind() > 0}>{` · ${t("outbox.entry.behind", behind(), format().number(behind()))}`}</Show>
            </p>
          </div>
        </section>
      )}
    </Show>
  );
}
