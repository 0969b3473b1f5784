import { Router, useLocation } from "@solidjs/router";
import { FileRoutes } from "@solidjs/start/router";
import { ErrorBoundary, type ParentProps, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { CrashPage } from "./features/shell/crash-page.tsx";
import { RouteFocus } from "./features/shell/route-focus.tsx";
import { hasWordsFor } from "./lib/i18n.ts";
import { onDemand, whenIdle } from "./lib/on-demand.ts";

/** No screen comes before the words that it says. */
function Worded(props: ParentProps) {
  const location = useLocation();
  return <Show when={hasWordsFor(location.pathname)}>{props.children}</Show>;
}

const prompt = onDemand(() => import("./features/shell/update-prompt.tsx"));

export default function App() {
  whenIdle(() => void prompt.ask());
  return (
    <Router
      root={(props) => (
        <ErrorBoundary
          fallback={(error: unknown, reset) => (
            <main>
              <CrashPage error={error} onRetry={reset} />
            </main>
          )}
        >
          <RouteFocus />
          <Worded>
            <Suspense>{props.children}</Suspense>
          </Worded>
          <Show when={prompt.here()}>{(loaded) => <Dynamic component={loaded().UpdatePrompt} />}</Show>
        </ErrorBoundary>
      )}
    >
      <FileRoutes />
    </Router>
  );
}
