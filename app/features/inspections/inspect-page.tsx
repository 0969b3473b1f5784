import { A, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ClipboardX from "lucide-solid/icons/clipboard-x";
import CloudUpload from "lucide-solid/icons/cloud-upload";
import { createMemo, createSignal, Match, Switch, untrack } from "solid-js";
import type { InspectionKind } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { PendingNotice } from "../tasks/pending-mark.tsx";
import { InspectForm } from "./inspect-form.tsx";
import { inspectionForm } from "./inspections.queries.ts";
import { pendingInspections } from "./pending-inspections.ts";

/** Inspects a machine as it goes out or comes back. */
export function InspectPage() {
  const params = useParams<{ id: string; kind: string }>();
  const kind = (): InspectionKind => (params.kind === "in" ? "IN" : "OUT");
  // Answered once, it is not asked again under the person's hands.
  const form = useQuery(() => ({ ...inspectionForm(params.id, kind()), refetchOnWindowFocus: false }));
  // While the form hands over, the page stays as it is: a refusal is to be read where it was entered.
  const [handing, setHanding] = createSignal(false);
  const waiting = createMemo<ReturnType<typeof pendingInspections>>((before) =>
    before && handing() ? before : pendingInspections(params.id, kind()),
  );
  return (
    <Loaded query={form}>
      {(data) => {
        // What is being entered stays on screen when somebody else is quicker; sending then says so.
        const fresh = untrack(() => data().existingId === null && data().open);
        return (
          <>
            <PageHeader
              eyebrow={<A href={`/rentals/${params.id}/inspections`}>{t("inspections.compare.title")}</A>}
              title={t(`inspections.title.${kind()}`)}
              description={t("inspections.hint", {
                machine: `${data().humanId} ${data().make} ${data().model}`,
                site: data().siteName ?? t("common.state.unknown"),
              })}
            />
            <PendingNotice entries={waiting().filter(({ state }) => state !== "waiting")} />
            <Switch>
              <Match when={waiting().some(({ state }) => state === "waiting")}>
                <Card flush>
                  <EmptyState
                    icon={<CloudUpload />}
                    title={t("inspections.form.stored")}
                    hint={t("inspections.form.storedHint")}
                    action={
                      <ButtonLink href={`/rentals/${params.id}/inspections`}>
                        {t("inspections.section.compare")}
                      </ButtonLink>
                    }
                  />
                </Card>
              </Match>
              <Match when={!fresh}>
                <Card flush>
                  <EmptyState
                    icon={<ClipboardX />}
                    title={t(data().existingId === null ? "inspections.form.closed" : "inspections.form.exists")}
                    {...(data().existingId === null ? { hint: t("inspections.form.closedHint") } : {})}
                    action={
                      <ButtonLink href={`/rentals/${params.id}/inspections`}>
                        {t("inspections.section.compare")}
                      </ButtonLink>
                    }
                  />
                </Card>
              </Match>
              <Match when={true}>
                <InspectForm form={data()} onHanding={setHanding} />
              </Match>
            </Switch>
          </>
        );
      }}
    </Loaded>
  );
}
