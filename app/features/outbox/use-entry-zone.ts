import { skipToken, useQuery } from "@tanstack/solid-query";
import type { Accessor } from "solid-js";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { useSession } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import { useKnownSites } from "../scan/scan.queries.ts";
import { taskZone } from "../tasks/task-words.ts";
import { subjectOf } from "./subject-of.ts";

/** The clock by which an entry's times are meant: that of the site it names, of its task or its rental, as far as this device knows it. */
export function useEntryZone(entry: Accessor<OutboxEntry>): Accessor<string> {
  const { me } = useSession();
  const sites = useKnownSites();
  const about = () => subjectOf(entry());
  // What the page asks for anyway; here it is only looked at.
  const task = useQuery(() => {
    const subject = about();
    return {
      ...trpc.tasks.get.queryOptions(subject.kind === "task" ? { taskId: subject.taskId } : skipToken),
      enabled: false,
    };
  });
  const rental = useQuery(() => {
    const subject = about();
    return {
      ...trpc.rentals.get.queryOptions(subject.kind === "rental" ? { id: subject.id } : skipToken),
      enabled: false,
    };
  });
  return () => {
    const fallback = me().organization.timeZone;
    const site = sites().find(({ siteId }) => siteId === entry().input["siteId"]);
    if (site) return site.timeZone;
    if (about().kind === "task" && !task.isPending && task.data) return taskZone(task.data, fallback);
    if (about().kind === "rental" && !rental.isPending && rental.data) return rental.data.siteTimeZone ?? fallback;
    return fallback;
  };
}
