import { useQuery } from "@tanstack/solid-query";
import { lazy, Match, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { DealerHome } from "./dealer-home.tsx";
import { summary } from "./home.queries.ts";
import { OperatorHome } from "./operator-home.tsx";
import { SiteHome } from "./site-home.tsx";

/** Headquarters' alone, so that nobody else waits for the world map's code. */
const HqHome = lazy(() => import("./hq-home.tsx").then((module) => ({ default: module.HqHome })));

/** The start page: what this role should know and do first. */
export function HomePage() {
  const { me } = useSession();
  const query = useQuery(summary);
  return (
    <>
      <PageHeader title={t("home.title")} />
      <Switch>
        <Match when={me().role === "OPERATOR"}>
          <OperatorHome />
        </Match>
        <Match when={true}>
          <Loaded query={query}>
            {(data) => (
              <Switch>
                <Match when={me().organization.type === "CATERPILLAR"}>
                  <HqHome summary={data()} />
                </Match>
                <Match when={me().organization.type === "DEALER"}>
                  <DealerHome summary={data()} />
                </Match>
                <Match when={true}>
                  <SiteHome summary={data()} />
                </Match>
              </Switch>
            )}
          </Loaded>
        </Match>
      </Switch>
    </>
  );
}
