import { A } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import CircleAlert from "lucide-solid/icons/circle-alert";
import Clock from "lucide-solid/icons/clock";
import FileX from "lucide-solid/icons/file-x";
import Hourglass from "lucide-solid/icons/hourglass";
import GitCompareArrows from "lucide-solid/icons/git-compare-arrows";
import WifiOff from "lucide-solid/icons/wifi-off";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { failureOf } from "~/lib/outbox/failure.ts";
import { progress, queue } from "~/lib/outbox/queue-state.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Progress } from "~/ui/progress.tsx";
import { entryByKey, keyOf, type Standing, standingOf, toneOf, whatOf } from "./entry-words.ts";
import type { Size } from "./use-sizes.ts";

const icons: Record<Standing, typeof Clock> = {
  waiting: Clock,
  sending: Clock,
  held: Hourglass,
  saving: WifiOff,
  conflict: GitCompareArrows,
  rejected: CircleAlert,
  damaged: FileX,
};

/** One entry: what, of which machine, since when, how large, and what holds it back. */
export function QueueRow(props: { key: string; size: Size | undefined }) {
  return (
    <Show when={entryByKey(queue(), props.key)}>
      {(entry) => {
        const format = useFormat();
        const sound = () => {
          const found = entry();
          return found.state === "damaged" ? null : found;
        };
        const standing = () => standingOf(entry(), queue(), props.size?.waitsForWifi ?? false);
        const facts = () =>
          [
            sound() && t("outbox.entered", { time: format().dateTime(sound()!.occurredAt) }),
            sound() && format().relative(sound()!.occurredAt),
            props.size && props.size.files > 0
              ? t("outbox.size", {
                  count: t("outbox.photos", props.size.files, format().number(props.size.files)),
                  size: format().bytes(props.size.bytes),
                })
              : null,
            (sound()?.tries ?? 0) > 0 ? t("outbox.tries", sound()!.tries, format().number(sound()!.tries)) : null,
          ]
            .filter(Boolean)
            .join(" · ");
        const failure = () => {
          const found = sound();
          return found && found.state !== "waiting" ? failureOf(found) : null;
        };
        return (
          <li class="relative flex min-h-16 items-center gap-3 px-4 py-3 hover:bg-hover">
            <div class="min-w-0 flex-1">
              <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <A
                  href={`/queue/${keyOf(entry())}`}
                  class="text-base font-bold break-words after:absolute after:inset-0"
                >
                  {sound()?.label ?? t("outbox.entry.damaged")}
                </A>
                <Show when={sound()}>{(known) => <span class="font-semibold">{whatOf(known(), t)}</span>}</Show>
                <Badge tone={toneOf[standing()]} icon={<Dynamic component={icons[standing()]} aria-hidden="true" />}>
                  {t(`outbox.state.${standing()}`)}
                </Badge>
              </p>
              <Show when={failure()}>
                {(refusal) => <p class="mt-1 break-words text-red">{errorSentence(refusal(), t)}</p>}
              </Show>
              <p class="mt-1 text-sm text-muted">{facts()}</p>
              <Show when={progress()?.id === sound()?.id && progress()}>
                {(sent) => (
                  <Progress
                    label={t("outbox.state.sending")}
                    value={sent().ratio}
                    valueText={format().percent(sent().ratio)}
                  />
                )}
              </Show>
            </div>
            <ChevronRight class="size-5 shrink-0 text-faint" aria-hidden="true" />
          </li>
        );
      }}
    </Show>
  );
}
