import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { knownFmi, knownSpn } from "../../../server/domain/faults/j1939.ts";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";

type Fault = RouterOutputs["telematics"]["faults"]["items"][number];

const INK = { SEVERE: "bg-red", MODERATE: "bg-amber", MINOR: "bg-faint", UNRATED: "bg-faint" } as const;

/** "Engine oil pressure: below normal, most severe", or what the feed says of a maker's own code. */
function faultText({ spn, fmi, description, code }: Fault): string {
  if (spn === null) return description ?? t("faults.code", { code });
  const part = knownSpn(spn);
  const mode = fmi === null ? null : knownFmi(fmi);
  return [
    part === null ? (description ?? t("faults.unknown", { spn: String(spn) })) : t(`faults.spn.s${part}`),
    fmi === null
      ? t("faults.noMode")
      : mode === null
        ? t("faults.unknownMode", { fmi: String(fmi) })
        : t(`faults.fmi.f${mode}`),
  ].join(": ");
}

/** What the machine has reported as faulty of late, in plain words. */
export function MachineFaults(props: { humanId: string }) {
  const format = useFormat();
  const query = useQuery(() => trpc.telematics.faults.queryOptions({ humanId: props.humanId }));
  return (
    <Card title={t("faults.title")}>
      <Loaded query={query}>
        {(data) => (
          <Show when={data().items.length > 0} fallback={<p class="text-sm text-muted">{t("faults.none")}</p>}>
            <ul aria-label={t("faults.title")} class="flex max-h-96 flex-col gap-3 overflow-y-auto" tabindex="0">
              <For each={data().items}>
                {(fault) => (
                  <li class="flex gap-3">
                    <span class={`mt-1.5 size-2.5 shrink-0 rounded-full ${INK[fault.level]}`} aria-hidden="true" />
                    <span class="flex min-w-0 flex-col">
                      <span class="font-semibold [overflow-wrap:anywhere]">{faultText(fault)}</span>
                      <span class="text-sm text-muted [overflow-wrap:anywhere]">
                        {fault.times > 1
                          ? t("faults.since", {
                              times: format().number(fault.times),
                              first: format().dateTime(fault.firstAt),
                              last: format().relative(fault.lastAt),
                            })
                          : t("faults.once", { last: format().relative(fault.lastAt) })}
                        {` · ${fault.source} · ${fault.code}`}
                      </span>
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Card>
  );
}
