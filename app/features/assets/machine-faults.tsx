import { useQuery } from "@tanstack/solid-query";
import { Show } from "solid-js";
import { Key } from "@solid-primitives/keyed";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { Loaded } from "~/ui/loaded.tsx";
import { FAULT_INK, faultOrigin, faultSpan, faultText } from "../faults/fault-text.ts";
import { OrderRepair } from "../faults/order-repair.tsx";

/** What the machine reports as faulty, and what it has reported of late, in plain words. */
export function MachineFaults(props: { humanId: string }) {
  const format = useFormat();
  const query = useQuery(() => trpc.telematics.faults.queryOptions({ humanId: props.humanId }));
  return (
    <Card title={t("faults.title")}>
      <Loaded query={query}>
        {(data) => (
          <Show when={data().items.length > 0} fallback={<p class="text-sm text-muted">{t("faults.none")}</p>}>
            <ul aria-label={t("faults.title")} class="flex max-h-96 flex-col gap-4 overflow-y-auto" tabindex="0">
              <Key each={data().items} by="id">
                {(fault) => (
                  <li class="flex gap-3">
                    <span
                      class={cn(
                        "mt-1.5 size-2.5 shrink-0 rounded-full",
                        fault().clearedAt === null ? FAULT_INK[fault().level] : "border border-line-strong",
                      )}
                      aria-hidden="true"
                    />
                    <span class="flex min-w-0 flex-col gap-1">
                      <span
                        class={cn(
                          "[overflow-wrap:anywhere]",
                          fault().clearedAt === null ? "font-semibold" : "text-muted",
                        )}
                      >
                        {faultText(fault())}
                      </span>
                      <span class="text-sm text-muted [overflow-wrap:anywhere]">{faultSpan(fault(), format())}</span>
                      <span class="text-sm text-muted [overflow-wrap:anywhere]">{faultOrigin(fault())}</span>
                      <OrderRepair fault={fault()} />
                    </span>
                  </li>
                )}
              </Key>
            </ul>
          </Show>
        )}
      </Loaded>
    </Card>
  );
}
