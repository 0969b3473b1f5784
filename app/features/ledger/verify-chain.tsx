import { useMutation, useQuery } from "@tanstack/solid-query";
import ShieldAlert from "lucide-solid/icons/shield-alert";
import ShieldCheck from "lucide-solid/icons/shield-check";
import { createSignal, Match, Show, Switch } from "solid-js";
import { fleetSummary } from "~/features/assets/assets.queries.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Select } from "~/ui/select.tsx";
import { verifyChain } from "./ledger.queries.ts";

/** Checks a whole chain on demand and shows the verdict; headquarters choose whose. */
export function VerifyChain() {
  const { me } = useSession();
  const format = useFormat();
  const global = () => me().organization.type === "CATERPILLAR";
  const summary = useQuery(() => ({ ...fleetSummary(), enabled: global() }));
  const chains = () => [
    { value: me().organization.id, label: me().organization.name },
    ...(global() && summary.isSuccess
      ? summary.data.groups.map((group) => ({ value: group.id, label: group.name }))
      : []),
  ];
  const [wanted, setWanted] = createSignal<string | null>(null);
  // Dealers' chains are the ones with entries: start with the first.
  const chain = () => wanted() ?? (global() ? chains()[1]?.value : undefined) ?? me().organization.id;
  const check = useMutation(() => ({ mutationFn: (orgId: string) => verifyChain(orgId) }));
  return (
    <section class="mb-6 flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-card sm:flex-row sm:items-end">
      <Show when={global()}>
        <Select
          class="sm:w-72"
          label={t("ledger.verify.chain")}
          value={chain()}
          options={chains()}
          onChange={(orgId) => {
            setWanted(orgId);
            check.reset();
          }}
        />
      </Show>
      <Button variant="primary" busy={check.isPending} onClick={() => check.mutate(chain())}>
        <ShieldCheck aria-hidden="true" />
        {t("ledger.verify.action")}
      </Button>
      <div role="status" class="min-w-0 flex-1 text-sm sm:self-center">
        <Switch>
          <Match when={check.isPending}>
            <p class="text-muted">{t("ledger.verify.running")}</p>
          </Match>
          <Match when={check.isError}>
            <p class="font-medium text-red">{errorSentence(check.error, t)}</p>
          </Match>
          <Match when={check.isSuccess && check.data}>
            {(verdict) => (
              <Show
                when={verdict().ok}
                fallback={
                  <p class="flex items-start gap-2 text-red">
                    <ShieldAlert class="size-6 shrink-0" aria-hidden="true" />
                    <span>
                      <span class="block font-bold">{t("ledger.verify.bad")}</span>
                      {t("ledger.verify.badHint", {
                        seq: format().number(verdict().firstBad?.seq ?? 0),
                        reason: verdict().firstBad?.reason ?? "",
                        checked: format().number(verdict().checked),
                      })}
                    </span>
                  </p>
                }
              >
                <p class="flex items-start gap-2 text-green">
                  <ShieldCheck class="size-6 shrink-0" aria-hidden="true" />
                  <span>
                    <span class="block font-bold">{t("ledger.verify.ok")}</span>
                    {t("ledger.verify.okHint", verdict().checked, format().number(verdict().checked))}{" "}
                    {t("ledger.verify.at", { time: format().dateTime(new Date(check.submittedAt)) })}
                  </span>
                </p>
              </Show>
            )}
          </Match>
        </Switch>
      </div>
    </section>
  );
}
