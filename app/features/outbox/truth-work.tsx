import { useQuery } from "@tanstack/solid-query";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import type { Definition } from "~/ui/definition-list.tsx";
import type { Work } from "../maintenance/maintenance.queries.ts";
import { dueWords, workName } from "../maintenance/work-words.ts";
import { TruthFrame } from "./truth-frame.tsx";

/** A service or repair as it stands. */
export function WorkTruth(props: { workId: string }) {
  const format = useFormat();
  const { me } = useSession();
  const work = useQuery(() => trpc.maintenance.get.queryOptions({ workId: props.workId }, { staleTime: 0 }));
  const facts = (found: Work): Definition[] =>
    [
      { term: t("outbox.field.status"), value: t(`maintenance.state.${found.state}`) },
      {
        term: t("maintenance.fact.due"),
        value: dueWords(found, format(), new Date(), me().organization.timeZone)
          .map(({ text }) => text)
          .join(" · "),
      },
      { term: t("maintenance.fact.technician"), value: found.technicianName ?? t("maintenance.plan.nobody") },
      found.workshop !== null && {
        term: t("maintenance.fact.where"),
        value: t(`maintenance.workshop.${found.workshop}`),
      },
      found.doneAtHours !== null && { term: t("maintenance.fact.meter"), value: format().hours(found.doneAtHours) },
      found.parts.length > 0 && {
        term: t("maintenance.fact.parts"),
        value: found.parts.map(({ quantity, name }) => `${format().number(quantity)} × ${name}`).join(", "),
      },
      found.notes !== null && { term: t("maintenance.fact.notes"), value: found.notes },
    ].filter((fact) => fact !== false);
  return <TruthFrame<Work> query={work} hint={(found) => workName(found)} facts={facts} />;
}
