import "./app.css";
import { Router, useLocation } from "@solidjs/router";
import { FileRoutes } from "@solidjs/start/router";
import { ErrorBoundary, type ParentProps, Show, Suspense } from "solid-js";
import { CrashPage } from "./features/shell/crash-page.tsx";
import { RouteFocus } from "./features/shell/route-focus.tsx";
import { UpdatePrompt } from "./features/shell/update-prompt.tsx";
import { allWords } from "./lib/i18n.ts";

/** Screens that say nothing but the core's words; all others wait for the rest. */
const CORE_SCREENS = ["/scan", "/sign-in"];

function Worded(props: ParentProps) {
  const location = useLocation();
  return <Show when={allWords() || CORE_SCREENS.includes(location.pathname)}>{props.children}</Show>;
}

export default function App() {
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
          <UpdatePrompt />
        </ErrorBoundary>
      )}
    >
      <FileRoutes />
    </Router>
  );
}
